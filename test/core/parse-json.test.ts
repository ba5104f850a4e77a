import { parseJson } from '../../lib/core/parse-json';

test.each<[string, unknown]>([
  ['{"a":[1,true,null]}', { a: [1, true, null] }],
  ['null', null],
  ['""', ''],
  ['', undefined],
  ['undefined', undefined],
  ['{"a":1}}', undefined],
])('%s is %j', (text, value) => {
  expect(parseJson(text)).toEqual(value);
});
