import { lineAt } from './place.js';

/** Line and column (from 1, in UTF-16 units) of a byte, and the line itself. */
export interface BytePlace {
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
}

const lineFeed = 10;
/** More bytes than the characters take that an excerpt shows on either side. */
const around = 700;

/** The places of many offsets in a UTF-8 text, in one pass over it. */
export function placesInBytes(bytes: Buffer, offsets: readonly number[]): readonly BytePlace[] {
  const order = offsets.map((offset, index) => ({ offset, index })).sort((a, b) => a.offset - b.offset);
  const found: BytePlace[] = new Array(offsets.length);
  let [at, line, column, start] = [0, 1, 1, 0];
  for (const { offset, index } of order) {
    for (; at < offset; at += 1) {
      const byte = bytes[at] as number;
      if (byte === lineFeed) [line, column, start] = [line + 1, 1, at + 1];
      // A character begins where no continuation byte is; those of four bytes are two units.
      else if ((byte & 0xc0) !== 0x80) column += byte >= 0xf0 ? 2 : 1;
    }
    found[index] = { line, column, excerpt: excerptAt(bytes, start, offset) };
  }
  return found;
}

/** The line around an offset, as `lineAt` shows it; of a long one no more is decoded than that needs. */
function excerptAt(bytes: Buffer, start: number, offset: number): string {
  let from = Math.max(start, offset - around);
  while (((bytes[from] ?? 0) & 0xc0) === 0x80) from += 1;
  const before = bytes.toString('utf8', from, offset);
  return lineAt(before + bytes.toString('utf8', offset, offset + around), 0, before.length + 1);
}
