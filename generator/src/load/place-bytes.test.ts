import { expect, test } from 'vitest';
import { placesInBytes } from './place-bytes.js';
import { lineAt, placesAt } from './place.js';

const letters = ['a', 'é', '→', '😀', '\r', ' '];

/** A text of all kinds of characters, with a line break after every `width` of them. */
const textOf = (width: number): string => Array.from({ length: 3_000 }, (_, index) => (index % width === 0 ? '\n' : (letters[(index * 7 + index / 5) % 6 | 0] as string))).join('');

test.each([7, 119, 121, 400, 10_000])('places in bytes are places in the text, in lines of %i characters', (width) => {
  const text = textOf(width);
  const characters = [...text].map((char, index, all) => ({ char, offset: all.slice(0, index).join('').length })).filter((_, index) => index % 17 === 0).reverse();
  const expected = placesAt(text, characters.map(({ offset }) => offset)).map(({ line, column, start }) => ({ line, column, excerpt: lineAt(text, start, column) }));
  expect(placesInBytes(Buffer.from(text), characters.map(({ offset }) => Buffer.byteLength(text.slice(0, offset))))).toEqual(expected);
});
