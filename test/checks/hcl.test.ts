import { hclOf } from './hcl';

const resource = (body: object): string => hclOf({ resource: { aws_x: { One: body } } });

test('a resource is a block of two labels, without its metadata', () => {
  expect(hclOf({ '//': {}, terraform: {}, resource: { aws_x: { One: { '//': { metadata: {} }, name: 'one', count: 2, on: true } } } })).toBe(
    'resource "aws_x" "One" {\nname = "one"\ncount = 2\non = true\n}',
  );
});

test('providers, data and outputs are blocks too', () => {
  expect(hclOf({ provider: { aws: [{ region: 'a' }, { region: 'b' }] }, data: { aws_x: { One: {} } }, output: { Two: { value: '${data.aws_x.One.id}' } } })).toBe(
    ['provider "aws" {\nregion = "a"\n}', 'provider "aws" {\nregion = "b"\n}', 'data "aws_x" "One" {\n\n}', 'output "Two" {\nvalue = "${data.aws_x.One.id}"\n}'].join('\n'),
  );
});

test('objects and lists of objects are nested blocks, lists of values are lists', () => {
  expect(resource({ lifecycle: { postcondition: [{ condition: 'a' }, { condition: 'b' }] }, depends_on: ['aws_x.a', 'aws_x.b'], none: [] })).toBe(
    'resource "aws_x" "One" {\nlifecycle {\npostcondition {\ncondition = "a"\n}\npostcondition {\ncondition = "b"\n}\n}\ndepends_on = ["aws_x.a", "aws_x.b"]\nnone = []\n}',
  );
});

test.each([
  ['quotes beside a reference', '{"a":"${aws_x.a.arn}/*"}', '{\\"a\\":\\"${aws_x.a.arn}/*\\"}'],
  ['quotes and braces within a reference', '${startswith(self.v, "sha256:}")}', '${startswith(self.v, "sha256:}")}'],
  ['braces and texts with references within a reference', 'a "${join(", ", [for k, v in {a = "${b.c}}"} : v])}"', 'a \\"${join(", ", [for k, v in {a = "${b.c}}"} : v])}\\"'],
  ['several references', '${a.b}"${c.d}', '${a.b}\\"${c.d}'],
  ['an escaped reference', '$${a} "b"', '$${a} \\"b\\"'],
  ['a backslash and a line feed', 'a\\b\n${c.d}\n', 'a\\\\b\\n${c.d}\\n'],
])('%s in a text stay what they are', (_, text, expected) => {
  expect(resource({ text })).toContain(`\ntext = "${expected}"\n`);
});

test('what cannot be rendered is an error', () => {
  expect(() => hclOf({ module: {} })).toThrow('no rendering as HCL of module');
  expect(() => resource({ tags: { 'aws:x': 'y' } })).toThrow('no rendering as HCL of the key aws:x');
  expect(() => resource({ text: 'a ${jsonencode({ a = "b" })' })).toThrow('no rendering as HCL of the reference in a ${jsonencode');
});
