import { printable, type Place } from '../diagnostics.js';
import type { Text } from './source.js';

const excerptLength = 160;

/** The place of a character offset: line and column (from 1) and the line itself. */
export function placeAt(source: Pick<Text, 'file' | 'text'>, offset: number): Place {
  const { text, file } = source;
  const at = Math.max(0, Math.min(offset, text.length));
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { file, offset: at, line, column: at - start + 1, excerpt: printable(lineAt(text, start, at - start + 1)) };
}

/** The line that starts at an offset; of a very long one the part around a column, then with `…` where it is cut. */
export function lineAt(text: string, start: number, column: number): string {
  const end = text.indexOf('\n', start);
  const stop = end < 0 ? text.length : end;
  const from = column > excerptLength * 0.75 ? start + column - 1 - excerptLength / 4 : start;
  const to = Math.min(stop, from + excerptLength);
  return `${from > start ? '…' : ''}${text.slice(from, to).replace(/\r$/, '')}${to < stop ? '…' : ''}`;
}

/** Lines and columns (from 1) of many offsets, in one pass over the text. */
export function placesAt(text: string, offsets: readonly number[]): readonly { readonly line: number; readonly column: number; readonly start: number }[] {
  const order = offsets.map((offset, index) => ({ offset, index })).sort((a, b) => a.offset - b.offset);
  const found: { line: number; column: number; start: number }[] = new Array(offsets.length);
  let line = 1;
  let start = 0;
  let end = text.indexOf('\n');
  for (const { offset, index } of order) {
    while (end >= 0 && end < offset) {
      line += 1;
      start = end + 1;
      end = text.indexOf('\n', start);
    }
    found[index] = { line, column: offset - start + 1, start };
  }
  return found;
}
