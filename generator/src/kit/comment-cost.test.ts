import { expect, test } from 'vitest';
import { docComment } from './comment.js';

test('a description of a million words that cannot start a line is written in linear time', () => {
  const comment = docComment({ description: '*/ '.repeat(1_000_000) });
  expect(comment.length).toBeGreaterThan(3_000_000);
  expect(comment.indexOf('*/')).toBe(comment.length - 3);
}, 10_000);
