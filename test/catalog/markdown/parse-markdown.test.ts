import { httpsAddress, parseInlines, parseMarkdown } from '../../../lib/catalog/markdown/parse-markdown';

const text = (value: string): object => ({ kind: 'text', text: value });

test('headings, paragraphs, lists and code are blocks', () => {
  expect(parseMarkdown('# One #\nsome\n  text\n\n- a\n  goes on\n* b\n1. c\n2) d\n```sh\n# no heading\n\n```\n## Two')).toEqual([
    { kind: 'heading', level: 1, content: [text('One')] },
    { kind: 'paragraph', content: [text('some text')] },
    { kind: 'list', ordered: false, items: [[text('a goes on')], [text('b')]] },
    { kind: 'list', ordered: true, items: [[text('c')], [text('d')]] },
    { kind: 'code', text: '# no heading\n' },
    { kind: 'heading', level: 2, content: [text('Two')] },
  ]);
});

test('a fence closes with as many marks as it has, and without an end it goes to the end', () => {
  expect(parseMarkdown('````\n```\n````\nafter')).toEqual([{ kind: 'code', text: '```' }, { kind: 'paragraph', content: [text('after')] }]);
  expect(parseMarkdown('~~~\na\nb')).toEqual([{ kind: 'code', text: 'a\nb' }]);
});

test('code, strong text and links are spans', () => {
  expect(parseInlines('a `b *c*` **d** [e](https://example.com/f) g')).toEqual([
    text('a '), { kind: 'code', text: 'b *c*' }, text(' '), { kind: 'strong', text: 'd' }, text(' '), { kind: 'link', text: 'e', address: 'https://example.com/f' }, text(' g'),
  ]);
});

test('a bare https address is a link, without the mark that ends the sentence', () => {
  expect(parseInlines('see https://example.com/a.')).toEqual([text('see '), { kind: 'link', text: 'https://example.com/a', address: 'https://example.com/a' }, text('.')]);
});

test.each(['[a](javascript:alert(1))', '[a](JaVaScRiPt:alert)', '[a](data:text/html,x)', '[a](http://example.com)', '[a](//example.com)', '[a](https://bank.example@evil.example)', '[a](#b)', 'http://example.com', '<b>x</b>', '![a](x)'])(
  'it stays as it is written: %s',
  (given) => expect(parseInlines(given)).toEqual([text(given)]),
);

test('an address is of https and names no user', () => {
  expect(httpsAddress('https://example.com/a"b')).toBe('https://example.com/a%22b');
  expect(['http://example.com', 'https://u@example.com', 'https://u:p@example.com', 'javascript:1', 'example.com', ''].map(httpsAddress)).toEqual(Array(6).fill(undefined));
});

test('control characters and overrides of the direction are left out', () => {
  expect(parseMarkdown('a\0b\u202ec\u0007\r\nd')).toEqual([{ kind: 'paragraph', content: [text('abc d')] }]);
});
