import { readJsonText } from '../../lib/verdict/terraform-text';
import { isExpression, UnknownValue } from '../../lib/verdict/unknown-value';

test('JSON is read', () => {
  expect(readJsonText('[{"image":"nginx"}]')).toEqual([{ image: 'nginx' }]);
});

test('a call of jsonencode on literals is read, and what is computed in it is unknown', () => {
  expect(readJsonText('${jsonencode([{"image" = "${data.a.b}/x", "n" = 3, "on" = true, "no" = null, "list" = [], "a" = {"b" = "c\\"d"}}])}')).toEqual([
    { image: '${data.a.b}/x', n: 3, on: true, no: null, list: [], a: { b: 'c"d' } },
  ]);
  expect(readJsonText('${jsonencode([{"image" = join("/", ["a,b", "c"]), "name" = var.x}])}')).toEqual([{ image: new UnknownValue(), name: new UnknownValue() }]);
  expect(readJsonText('${jsonencode({"image" = "${a["b"]}"})}')).toEqual({ image: '${a["b"]}' });
});

test('any other expression is unknown, and any other text is none', () => {
  for (const text of ['${file("x.json")}', '${jsonencode([{"a" = "b})}', '[{"image": ${x}}]']) expect(readJsonText(text)).toBeInstanceOf(UnknownValue);
  expect(readJsonText('nginx')).toBeUndefined();
});

test('an escaped template is no expression', () => {
  expect(['$${a}', '$$$${a}', 'a'].map(isExpression)).toEqual([false, false, false]);
  expect(['${a}', 'x${a}', '$$${a}'].map(isExpression)).toEqual([true, true, true]);
});
