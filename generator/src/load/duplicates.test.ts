import { expect, test } from 'vitest';
import { parseText } from './parse.js';

const found = (text: string, uri = '/a.json') =>
  parseText({ file: 'a.json', uri, text }).diagnostics.map(({ code, severity, message, place }) => [code, severity, message, `${place?.line}:${place?.column}`]);

test('a key that is given twice is reported at the second place, with the first', () => {
  expect(found('{\n  "a": {"b": 1, "c": 2, "b": 3},\n  "d": [{"a": 1}, {"a": 1}],\n  "a": 1\n}')).toEqual([
    ['load/duplicate-key', 'warning', 'Key `b` was given before, in line 2; the last one counts', '2:25'],
    ['load/duplicate-key', 'warning', 'Key `a` was given before, in line 2; the last one counts', '4:3'],
  ]);
});

test('the last value counts', () => {
  expect(parseText({ file: 'a.json', uri: '/a.json', text: '{"a": 1, "a": 2}' }).value?.value).toEqual({ a: 2 });
});

test.each([
  '{"a": {"a": 1}, "b": {"a": "a\\"b\\": {\\"a\\": 1}"}, "c": ["a", "a"]}',
  '{"__proto__": 1, "constructor": {"__proto__": 2}, "1": {"0": 1}, "": {"": 0}}',
  '{"a\\"": 1, "a": 2, "a\\\\": 3}',
])('no key of %s is given twice', (text) => {
  expect(found(text)).toEqual([]);
});

test.each(['{"a":1,"\\u0061":2}', '{"__proto__":1,"__proto__":2}', '{"a" \n:1,"a"\t:2}', '{"a":12345678901234567890,"a":1}', '[{"":1,"":1}]'])('in %s a key is given twice', (text) => {
  expect(found(text).map(([code]) => code)).toEqual(['load/duplicate-key']);
});

test('of very many the first hundred are reported', () => {
  const all = found(`{${Array.from({ length: 50_000 }, (_, index) => `"k${index % 9}":1`).join(',')}}`);
  expect(all).toHaveLength(100);
  expect(all.at(-1)?.[2]).toBe('Key `k0` was given before, in line 1; the last one counts (49891 more are not listed)');
});
