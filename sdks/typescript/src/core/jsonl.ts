import { EventReader, type EventParser } from '../internal/event-reader.js';
import { stringifyJSON } from '../internal/json.js';
import { LineParser } from '../internal/lines.js';
import type { ServerSentEvent } from '../internal/sse.js';
import { refuseWhole } from '../internal/stream-type.js';
import type { BodyEncoder, StreamFormat } from '../internal/types.js';
import { streamInit } from '../internal/stream-init.js';
import { Stream } from './streaming.js';
import { unread } from './unread.js';

/** Reads JSON lines, also as JSON text sequences: pass it as `stream` in the options of a call. */
export function jsonl<Item>(options: { readonly accept?: string | undefined } = {}): StreamFormat<Stream<Item>> {
  const parser = (): EventParser => {
    const lines = new LineParser();
    const pass = (out: ServerSentEvent[], step: (found: string[]) => void) => {
      const found: string[] = [];
      step(found);
      for (const data of found) out.push({ event: 'message', data, id: '' });
    };
    return {
      get pending() {
        return lines.pending;
      },
      feed: (text, out) => pass(out, (found) => lines.feed(text, found)),
      end: (out) => pass(out, (found) => lines.end(found)),
    };
  };
  const { accept } = options;
  return {
    accept: accept ?? 'application/jsonl, application/x-ndjson',
    unread,
    // An API may call its streams what it likes.
    refuse: accept === undefined ? refuseWhole : undefined,
    open: (source) =>
      new Stream<Item>(source, (raw) => new EventReader<unknown>(source, parser, raw ? (event) => event : (event, count) => source.parse(event.data, count))),
  };
}

/** A body of JSON lines, sent as the items come. Items of an array can be sent again; those of an iterator only once. */
export function jsonLines(items: Iterable<unknown> | AsyncIterable<unknown>, contentType = 'application/jsonl'): BodyEncoder {
  async function* lines(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    for await (const item of items) yield encoder.encode(`${stringifyJSON(item)}\n`);
  }
  return {
    encodeBody: () => {
      if (!Array.isArray(items)) return { contentType, length: undefined, start: lines, replayable: false, streamInit };
      const text = items.map((item) => `${stringifyJSON(item)}\n`).join('');
      return { contentType, length: undefined, start: () => text, replayable: true };
    },
  };
}
