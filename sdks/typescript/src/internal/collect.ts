import { ResponseTooLargeError } from '../core/error.js';
import type { WireBody } from './types.js';

/** The typed error of the cap on bodies. */
export const tooLarge = (limit: number): ResponseTooLargeError =>
  new ResponseTooLargeError(`The response has more than ${limit} bytes (\`maxResponseBytes\`)`);

/** One array of several; a single one is not copied. */
export function concat(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const first = chunks[0];
  if (first && chunks.length === 1) return first;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** At most `limit` bytes of a body, and then no more of it. */
async function readSome(body: WireBody, limit: number): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece.subarray(0, limit - size));
      size += piece.length;
      if (size >= limit) break;
    }
  } catch {
    // What arrived before it broke is better than nothing.
  }
  return pieces;
}

/** The start of a body, at most `limit` bytes. */
export async function readStart(body: WireBody, limit: number): Promise<Uint8Array> {
  const pieces = await readSome(body, limit);
  return concat(
    pieces,
    pieces.reduce((size, piece) => size + piece.length, 0),
  );
}

/** What is read of a response that nobody wants, so that its connection can serve again: bytes, and milliseconds. */
const REST = 256 * 1024;
const REST_TIME = 100;

/** Frees the connection of a response that nobody reads; one that goes on is cut off before a retry would need another. */
export function discard(body: WireBody): void {
  const timer = setTimeout(() => body.cancel(), REST_TIME);
  void readSome(body, REST).finally(() => {
    clearTimeout(timer);
  });
}

/** A whole body, at most `limit` bytes of it. */
export async function collect(body: WireBody, limit: number): Promise<Uint8Array> {
  const whole = body.collect?.(limit);
  if (whole) return whole;
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > limit) {
      body.cancel();
      throw tooLarge(limit);
    }
    pieces.push(piece);
  }
  return concat(pieces, size);
}
