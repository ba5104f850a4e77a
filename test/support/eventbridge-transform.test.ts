import { transform } from './eventbridge-transform';

const event = {
  'id': 'a"b',
  'resources': ['arn:one', 'arn:two'],
  'detail': { 'image-digest': 'sha256:aa', 'image-tag': '1.2.3', 'size': 3 },
};

const filled = (inputTemplate: string, inputPathsMap: Record<string, string>): unknown =>
  transform({ inputPathsMap, inputTemplate }, event);

describe('an input transformer', () => {
  test('puts values into quoted text', () => {
    expect(filled('{"name": "DIGEST", "value": "debian@<digest> (<size>)"}',
      { digest: '$.detail.image-digest', size: '$.detail.size' }))
      .toEqual({ name: 'DIGEST', value: 'debian@sha256:aa (3)' });
  });

  test('puts values in place of JSON values, with quotes of their own', () => {
    expect(filled('{"digest": <digest>, "size": <size>, "all": <resources>}',
      { digest: '$.detail.image-digest', size: '$.detail.size', resources: '$.resources' }))
      .toEqual({ digest: 'sha256:aa', size: 3, all: ['arn:one', 'arn:two'] });
  });

  test('gives text for a template that is one string', () => {
    expect(filled('"tag <tag>"', { tag: '$.detail.image-tag' })).toBe('tag 1.2.3');
  });

  test.each([
    ['$.detail.image-digest', 'sha256:aa'],
    ["$.detail['image-digest']", 'sha256:aa'],
    ['$.resources[1]', 'arn:two'],
  ])('reads %s', (path, value) => {
    expect(filled('{"value": <it>}', { it: path })).toEqual({ value });
  });

  test('keeps a value with quotes in it one value', () => {
    expect(filled('{"quoted": "<id>", "plain": <id>}', { id: '$.id' })).toEqual({ quoted: 'a"b', plain: 'a"b' });
  });

  test('leaves escaped quotes of the template alone', () => {
    expect(filled('{"value": "say \\"<tag>\\""}', { tag: '$.detail.image-tag' })).toEqual({ value: 'say "1.2.3"' });
  });

  test('leaves nothing for a path that is not in the event, and is no JSON outside quotes', () => {
    expect(filled('{"value": "[<it>]"}', { it: '$.detail.other.deeper' })).toEqual({ value: '[]' });
    expect(() => filled('{"value": <it>}', { it: '$.detail.other' })).toThrow('no JSON');
  });

  test.each<[what: string, template: string, paths: Record<string, string>]>([
    ['a variable that is not declared', '{"value": "<it>"}', {}],
    ['a path with a wildcard', '{"value": "<it>"}', { it: '$.detail.*' }],
    ['an object within quotes', '{"value": "<it>"}', { it: '$.detail' }],
  ])('refuses %s', (_, template, paths) => {
    expect(() => filled(template, paths)).toThrow(/declare|not known here/);
  });
});
