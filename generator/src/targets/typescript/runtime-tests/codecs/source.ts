import { APIConnectionError } from '../../runtime/core/error.js';
import { parseJSON } from '../../runtime/internal/json.js';
import type { StreamSource } from '../../runtime/internal/types.js';

/** What a test looks at afterwards. */
export interface TestSource extends StreamSource {
  readonly seen: { cancelled: boolean; pulled: number };
}

/** A stream source over pieces in memory; an Error among the pieces is a drop, a function is awaited before going on. */
export function sourceOf(
  pieces: Iterable<string | Uint8Array | Error | (() => Promise<unknown>)>,
  more: Partial<StreamSource> = {},
): TestSource {
  const seen = { cancelled: false, pulled: 0 };
  const encoder = new TextEncoder();
  async function* bytes() {
    for (const piece of pieces) {
      if (piece instanceof Error) throw piece;
      if (typeof piece === 'function') {
        await piece();
        continue;
      }
      seen.pulled += 1;
      yield typeof piece === 'string' ? encoder.encode(piece) : piece;
    }
  }
  const headers = { get: () => undefined, entries: () => [] };
  const body = { [Symbol.asyncIterator]: bytes, cancel: () => void (seen.cancelled = true) };
  return {
    response: { status: 200, statusText: 'OK', headers, url: 'http://127.0.0.1/', body },
    requestID: 'req_1',
    controller: new AbortController(),
    parse: parseJSON,
    eventIdleTimeout: undefined,
    connectionError: (cause) => new APIConnectionError('Connection error', { requestID: 'req_1', cause }),
    seen,
    ...more,
  };
}

/** All items of an iterable. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The bytes of a text in pieces of `size`. */
export function split(text: string, size: number): Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.slice(at, at + size));
  return pieces;
}
