import { expect, test } from 'vitest';
import { remember } from './remember.js';

test('computes once for each pair of objects, even of nothing', () => {
  const seen: string[] = [];
  const made = remember((a: { readonly name: string }, b: { readonly name: string }): undefined => {
    seen.push(a.name + b.name);
  });
  const [one, two, other] = [{ name: '1' }, { name: '2' }, { name: 'x' }];
  for (const each of [one, two, one]) made(each, other);
  made(one, two);
  expect(seen).toEqual(['1x', '2x', '12']);
});
