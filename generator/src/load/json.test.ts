import { expect, it } from 'vitest';
import { findJsonError } from './json.js';

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number> {
  let state = seed;
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state;
  }
}

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

it('agrees with JSON.parse on thousands of broken texts', () => {
  const base = '{"a": [1, -2.5e+3, "x\\"\\u00e9\\\\", true, false, null, {}, []], "b": {"c": {"": "d"}}, "e":[[0],{"f":1}] }';
  const random = numbers(7);
  const next = (below: number): number => (random.next().value as number) % below;
  const inserts = ['"', '\\', ',', ':', '{', '}', '[', ']', ' ', '\n', '0', '-', '.', 'e', 't', '\u0001', 'é', ''];
  let broken = 0;
  for (let run = 0; run < 5_000; run += 1) {
    let text = base;
    for (let edit = next(3); edit >= 0; edit -= 1) {
      const at = next(text.length);
      text = text.slice(0, at) + (inserts[next(inserts.length)] as string) + text.slice(at + next(3));
    }
    const error = findJsonError(text);
    if (error) broken += 1;
    expect(error === undefined, text).toBe(parses(text));
    expect(error?.offset ?? 0).toBeLessThanOrEqual(text.length);
  }
  expect(broken).toBeGreaterThan(3_000);
});
