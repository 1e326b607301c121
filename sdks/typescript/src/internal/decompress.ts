import { readable } from './readable.js';
import type { WireBody, WireResponse } from './types.js';

/** A response whose body is as the server's application wrote it. */
export function decompress(reply: WireResponse): WireResponse {
  const codings = reply.headers.get('content-encoding')?.toLowerCase().split(/\s*,\s*/) ?? [];
  if (reply.decoded || codings.every((coding) => coding === 'identity' || coding === '')) return reply;
  const { body } = reply;
  // The last coding was applied last, so it is undone first.
  const pieces = codings.reduceRight<AsyncIterable<Uint8Array>>((inner, coding) => inflate(inner, coding.replace(/^x-/, '')), body);
  const decoded: WireBody = { [Symbol.asyncIterator]: () => pieces[Symbol.asyncIterator](), cancel: (reason) => body.cancel(reason) };
  const { status, statusText, headers, url } = reply;
  return { status, statusText, headers, url, body: decoded, decoded: true };
}

async function* inflate(pieces: AsyncIterable<Uint8Array>, coding: string): AsyncGenerator<Uint8Array> {
  const source = pieces[Symbol.asyncIterator]();
  const first = await source.next();
  // An empty body has no coding to undo, whatever its headers say.
  if (first.done) return;
  let head: Uint8Array | undefined = first.value;
  const rest: AsyncIterator<Uint8Array> = {
    next() {
      const value = head;
      head = undefined;
      return value ? Promise.resolve({ done: false, value }) : source.next();
    },
  };
  const stream = readable({ [Symbol.asyncIterator]: () => rest });
  const reader = stream.pipeThrough(new DecompressionStream(coding as CompressionFormat) as ReadableWritablePair<Uint8Array, Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
