import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError, ResponseTooLargeError } from '../core/error.js';
import type { ServerSentEvent } from './sse.js';
import type { StreamSource } from './types.js';
import { Utf8Reader } from './utf8.js';

/** Cuts the text of one connection into events. */
export interface EventParser {
  feed(text: string, out: ServerSentEvent[]): void;
  /** The bytes have ended as they should. Pushes what is left; throws when more had to come. */
  end(out: ServerSentEvent[]): void;
  /** Characters that it holds of an event or line that has not ended yet. */
  readonly pending: number;
  readonly lastID?: string;
  readonly retry?: number | undefined;
}

/** What a reading function returns for an event that ends the stream. */
export const END = Symbol('end');

/** Milliseconds that a finished stream leaves the server to end its response, so that the connection can serve another call. */
const LINGER = 20;
/** Milliseconds before reconnecting, where the server names none. */
const RECONNECT = 1000;
/** Characters of one event where the caller sets no limit. */
const MAX_EVENT = 16 * 1024 * 1024;
const DONE = { done: true, value: undefined } as const;

/**
 * Iterates over a stream's items. Bytes are read only when an item is asked for, so a slow reader stalls the sender. Written
 * without generators: an item costs one resolved promise.
 */
export class EventReader<Item> implements AsyncIterator<Item, undefined> {
  readonly #source: StreamSource;
  readonly #open: (lastID?: string) => EventParser;
  readonly #read: (event: ServerSentEvent, count: number) => Item | typeof END;
  #parser: EventParser;
  #body: StreamSource['response']['body'];
  #bytes: AsyncIterator<Uint8Array>;
  #utf8 = new Utf8Reader();
  #events: ServerSentEvent[] = [];
  #at = 0;
  /** Events taken so far. */
  #count = 0;
  #done = false;
  /** The signals' state: asking them costs more than all else that an item costs here. */
  #aborted = false;
  /** Ends a pause before reconnecting. */
  #wake: (() => void) | undefined;
  readonly #onAbort = (): void => {
    this.#aborted = true;
    this.#wake?.();
  };
  #pending: Promise<unknown> | undefined;
  #settle: ((result: typeof DONE) => void) | undefined;

  constructor(source: StreamSource, open: (lastID?: string) => EventParser, read: (event: ServerSentEvent, count: number) => Item | typeof END) {
    this.#source = source;
    this.#open = open;
    this.#read = read;
    this.#parser = open();
    this.#body = source.response.body;
    this.#bytes = this.#body[Symbol.asyncIterator]();
    for (const signal of this.#signals()) {
      this.#aborted ||= signal.aborted;
      signal.addEventListener('abort', this.#onAbort);
    }
  }

  next(): Promise<IteratorResult<Item, undefined>> {
    if (this.#pending) return this.#pending.then(() => this.next());
    try {
      return this.#ready() ? Promise.resolve(this.#take()) : this.#done ? Promise.resolve(DONE) : this.#pull();
    } catch (error) {
      this.#cut();
      return Promise.reject(error as Error);
    }
  }

  return(): Promise<IteratorResult<Item, undefined>> {
    this.close();
    return Promise.resolve(DONE);
  }

  /** Ends the iteration and the request: the server sees it at once. */
  close(): void {
    if (this.#done) return;
    this.#cut();
    this.#settle?.(DONE);
  }

  #cut(): void {
    this.#end();
    this.#body.cancel();
    this.#source.controller.abort();
  }

  #end(): void {
    this.#done = true;
    this.#events = [];
    this.#wake?.();
    for (const signal of this.#signals()) signal.removeEventListener('abort', this.#onAbort);
  }

  /** The stream's own and the caller's. */
  #signals(): AbortSignal[] {
    const { controller, signal } = this.#source;
    return signal ? [controller.signal, signal] : [controller.signal];
  }

  /** True when an event has arrived that was not taken. */
  #ready(): boolean {
    if (this.#aborted && !this.#done) throw this.#abortError();
    return this.#at < this.#events.length;
  }

  #take(): IteratorResult<Item, undefined> {
    this.#count++;
    const item = this.#read(this.#events[this.#at++]!, this.#count);
    if (item !== END) return { done: false, value: item };
    this.#finish();
    return DONE;
  }

  #pull(): Promise<IteratorResult<Item, undefined>> {
    const { eventIdleTimeout } = this.#source;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const result = new Promise<IteratorResult<Item, undefined>>((resolve, reject) => {
      this.#settle = resolve;
      // R19: comments wake the loop below, but not this timer.
      if (eventIdleTimeout) {
        timer = setTimeout(() => {
          const { requestID } = this.#source;
          reject(new APIConnectionTimeoutError(`No event arrived for ${eventIdleTimeout} ms`, { requestID }));
          this.close();
        }, eventIdleTimeout);
      }
      this.#fill().then(resolve, reject);
    });
    const settled = () => {
      clearTimeout(timer);
      this.#pending = this.#settle = undefined;
    };
    this.#pending = result.then(settled, settled);
    return result;
  }

  async #fill(): Promise<IteratorResult<Item, undefined>> {
    try {
      for (;;) {
        this.#events = [];
        this.#at = 0;
        const ended = await this.#piece();
        if (this.#done) return DONE;
        if (this.#ready()) return this.#take();
        if (ended) {
          this.#end();
          return DONE;
        }
      }
    } catch (error) {
      if (!this.#done) this.#cut();
      throw error;
    }
  }

  /** Reads one piece into events; true when the stream has ended. */
  async #piece(): Promise<boolean> {
    let piece: IteratorResult<Uint8Array>;
    try {
      piece = await this.#bytes.next();
    } catch (cause) {
      if (this.#aborted) throw this.#abortError();
      // R31: a drop is a connection error, never a raw transport error.
      return this.#reopen(this.#source.connectionError(cause));
    }
    if (!piece.done) {
      this.#parser.feed(this.#utf8.read(piece.value), this.#events);
      const limit = this.#source.maxEventBytes ?? MAX_EVENT;
      // One whole event is in memory, so one without end would fill it.
      if (this.#parser.pending > limit) {
        throw this.#source.connectionError(new ResponseTooLargeError(`One event of the stream has more than ${limit} bytes (\`maxEventBytes\`)`));
      }
      return false;
    }
    this.#parser.feed(this.#utf8.end(), this.#events);
    if (this.#source.reopen) return this.#reopen();
    this.#parser.end(this.#events);
    return true;
  }

  /** Goes on over a new connection where reconnecting was asked for; else the error stands. */
  async #reopen(error?: Error): Promise<boolean> {
    const { reopen, controller } = this.#source;
    if (!reopen || (error && !(error instanceof APIConnectionError))) throw error!;
    const { lastID, retry = RECONNECT } = this.#parser;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, retry);
    });
    clearTimeout(timer);
    if (this.#done) return true;
    if (this.#aborted) throw this.#abortError();
    const { body, status } = await reopen(lastID ? { 'last-event-id': lastID } : {});
    this.#body = body;
    // The controller ended the first response only.
    const { signal } = controller;
    signal.addEventListener('abort', () => body.cancel(signal.reason), { once: true });
    if (signal.aborted) body.cancel(signal.reason);
    // 204 is how a server says that nothing more will come.
    if (status === 204) return true;
    this.#bytes = this.#body[Symbol.asyncIterator]();
    this.#parser = this.#open(lastID);
    this.#utf8 = new Utf8Reader();
    return false;
  }

  /** The caller's reason is kept; a timer's reason is the error itself. */
  #abortError(): Error {
    const { requestID } = this.#source;
    const cause: unknown = this.#signals().find((signal) => signal.aborted)?.reason;
    return cause instanceof APIError ? cause : new APIUserAbortError('The request was aborted', { requestID, cause });
  }

  /** Nothing more is read after the sentinel. A response that ends by itself frees its connection; any other is cut off. */
  #finish(): void {
    this.#end();
    const cut = () => this.#cut();
    const timer = setTimeout(cut, LINGER);
    this.#bytes.next().then(
      (piece) => {
        clearTimeout(timer);
        if (!piece.done) cut();
      },
      () => clearTimeout(timer),
    );
  }
}
