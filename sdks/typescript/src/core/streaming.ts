import { END, EventReader, type EventParser } from '../internal/event-reader.js';
import { stringifyJSON } from '../internal/json.js';
import { SSEParser, type ServerSentEvent } from '../internal/sse.js';
import { refuseWhole } from '../internal/stream-type.js';
import type { StreamFormat, StreamSource, WireResponse } from '../internal/types.js';
import { APIError, explain, StreamEventError, StreamInterruptedError } from './error.js';
import { unread } from './unread.js';

export type { ServerSentEvent };

interface Origin {
  readonly controller: AbortController;
  readonly requestID: string | undefined;
  readonly response: WireResponse;
}

interface Closable<Item> extends AsyncIterator<Item, undefined> {
  close(): void;
}

/**
 * Items that arrive one by one: iterate over them once with `for await`. Leaving the loop, `abort()` or `close()` ends the request.
 */
export class Stream<Item> implements AsyncIterable<Item> {
  /** Aborting it ends the request. */
  readonly controller: AbortController;
  /** The server's id of the request, for support. */
  readonly requestID: string | undefined;
  /** Status and headers of the response. */
  readonly response: WireResponse;
  readonly #open: (raw: boolean) => Closable<unknown>;
  #iterator: Closable<unknown> | undefined;
  #closed = false;

  /** @param open makes the iterator: of items, or of events as they came when `raw`. */
  constructor(origin: Origin, open: (raw: boolean) => Closable<unknown>) {
    this.controller = origin.controller;
    this.requestID = origin.requestID;
    this.response = origin.response;
    this.#open = open;
  }

  #start<Part>(raw: boolean): AsyncIterator<Part, undefined> {
    if (this.#iterator) throw new APIError('A stream can be read only once: use `.tee()` to read it twice');
    const iterator = this.#open(raw) as Closable<Part>;
    this.#iterator = iterator;
    if (this.#closed) iterator.close();
    return iterator;
  }

  [Symbol.asyncIterator](): AsyncIterator<Item, undefined> {
    return this.#start(false);
  }

  /** The events as they came, with names and ids; error events are not raised. Reads the stream, as iterating over it does. */
  events(): AsyncIterable<ServerSentEvent> {
    return { [Symbol.asyncIterator]: () => this.#start<ServerSentEvent>(true) };
  }

  /** Ends the stream and its request; a loop that waits for an item ends quietly. Can be called twice. */
  abort(): void {
    this.#closed = true;
    if (this.#iterator) return this.#iterator.close();
    this.response.body.cancel();
    this.controller.abort();
  }

  /** The same as `abort()`, for `await`. */
  async close(): Promise<void> {
    this.abort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.abort();
  }

  /** Two streams of the same items, to be read at different speed; what the slower one has not read yet is kept in memory. */
  tee(): [Stream<Item>, Stream<Item>] {
    const iterator = this[Symbol.asyncIterator]();
    const queues: (Promise<IteratorResult<Item, undefined>>[] | undefined)[] = [[], []];
    const side = (index: number): Closable<Item> => ({
      next() {
        const own = queues[index];
        if (own?.length === 0) {
          const result = iterator.next();
          for (const queue of queues) queue?.push(result);
        }
        return own?.shift() ?? Promise.resolve({ done: true, value: undefined });
      },
      close: () => {
        queues[index] = undefined;
        if (!queues[1 - index]) this.abort();
      },
      async return() {
        this.close();
        return { done: true, value: undefined };
      },
    });
    return [new Stream(this, () => side(0)), new Stream(this, () => side(1))];
  }

  /** The items as lines of JSON, to be passed on; cancelling it ends the request. */
  toReadableStream(): ReadableStream<Uint8Array> {
    const iterator = this[Symbol.asyncIterator]();
    const encoder = new TextEncoder();
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        const result = await iterator.next();
        if (result.done) controller.close();
        else controller.enqueue(encoder.encode(`${stringifyJSON(result.value)}\n`));
      },
      cancel: () => this.abort(),
    });
  }
}

/** How an operation's events are read. */
export interface SSEOptions {
  /**
   * Data that ends the stream when an event's data equals it whole; a stream that ends without it was interrupted. Without one the
   * body's end is the end, and `[DONE]`, which is not JSON, ends the stream too where items are JSON.
   */
  readonly terminator?: string | undefined;
  /** Data that begins with the terminator ends the stream, too. */
  readonly terminatorPrefix?: boolean | undefined;
  /** Names of events that mean a failure; `error` when absent. */
  readonly errorEvents?: readonly string[] | undefined;
  /** Property of the data whose presence means a failure. */
  readonly errorProperty?: string | undefined;
  /** What an item is: the parsed data (default), the data's text, or the event with its parsed data. */
  readonly item?: 'json' | 'text' | 'event' | undefined;
}

/** JSON where it is JSON: what an error event says may be plain text. */
function loose(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text);
  } catch {
    return text;
  }
}

/** Whether data ends a stream, as promised. */
function isEnd({ terminator, terminatorPrefix }: SSEOptions, data: string | undefined): boolean {
  // R29: text that merely contains the sentinel is data.
  return terminator !== undefined && (terminatorPrefix ? data?.startsWith(terminator) === true : data === terminator);
}

function reader<Item>(source: StreamSource, options: SSEOptions): (event: ServerSentEvent, count: number) => Item | typeof END {
  const { errorEvents = ['error'], errorProperty, item = 'json' } = options;
  const ends: SSEOptions = { ...options, terminator: options.terminator ?? (item === 'text' ? undefined : '[DONE]') };
  const fail = (event: ServerSentEvent, body: unknown): never => {
    const { requestID, response } = source;
    throw new StreamEventError(explain(body) ?? `The stream brought the event '${event.event}'`, { body, requestID, headers: response.headers });
  };
  return (event, count) => {
    if (isEnd(ends, event.data)) return END;
    // R30: events of other names than these are items, known or not.
    if (event.event !== 'message' && errorEvents.includes(event.event)) fail(event, loose(source.parse, event.data));
    if (item === 'text') return event.data as Item;
    const data = source.parse(event.data, count);
    if (errorProperty !== undefined) {
      const error = (data as Record<string, unknown> | null)?.[errorProperty];
      if (error != null) fail(event, error);
    }
    return (item === 'event' ? { ...event, data } : data) as Item;
  };
}

/** Reads `text/event-stream`: pass it as `stream` in the options of a call. */
export function sse<Item>(options: SSEOptions = {}): StreamFormat<Stream<Item>> {
  const { terminator } = options;
  return {
    accept: 'text/event-stream',
    unread,
    refuse: refuseWhole,
    open: (source) => {
      const parser = (lastID?: string): EventParser => {
        const events: SSEParser & Partial<EventParser> = new SSEParser(lastID);
        events.end = () => {
          // R31. A server that leaves the blank line after its sentinel out has said it all the same.
          if (terminator === undefined || isEnd(options, events.data)) return;
          const { requestID } = source;
          throw new StreamInterruptedError(`The stream ended without '${terminator}': it is not complete`, { requestID });
        };
        return events as EventParser;
      };
      const read = reader<Item>(source, options);
      const raw = (event: ServerSentEvent) => (isEnd(options, event.data) ? END : event);
      return new Stream<Item>(source, (asEvents) => new EventReader<unknown>(source, parser, asEvents ? raw : read));
    },
  };
}
