import { APIConnectionTimeoutError } from '../core/error.js';
import { concat, tooLarge } from './push-body.js';
import type { WireBody } from './types.js';

/** What a body that is read by the caller obeys. */
export interface Holding {
  /** Milliseconds without a byte; 0 for no limit. */
  readonly idleTimeout: number;
  readonly maxBytes: number;
  /** Makes the SDK's error of a transport's. */
  readonly failed: (cause: unknown) => Error;
  /** The body is at its end, by whatever way. */
  readonly over: () => void;
}

/** A body in the caller's hands: the timers and the signal of its call still apply. */
export class HeldBody implements WireBody, AsyncIterator<Uint8Array> {
  readonly #inner: WireBody;
  readonly #iterator: AsyncIterator<Uint8Array>;
  readonly #rules: Holding;
  #size = 0;
  #ended: Error | true | undefined;
  #stop: ((error?: Error) => void) | undefined;

  constructor(inner: WireBody, rules: Holding) {
    this.#inner = inner;
    this.#iterator = inner[Symbol.asyncIterator]();
    this.#rules = rules;
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#ended) return this.#ended === true ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      const { idleTimeout } = this.#rules;
      const timer = idleTimeout > 0 ? setTimeout(() => this.#idle(), idleTimeout) : undefined;
      this.#stop = (error) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve({ done: true, value: undefined });
      };
      this.#iterator.next().then(
        (piece) => {
          clearTimeout(timer);
          if (this.#ended) return;
          if (piece.done) return this.#end(true);
          this.#size += piece.value.length;
          if (this.#size > this.#rules.maxBytes) return this.cancel(tooLarge(this.#rules.maxBytes));
          this.#stop = undefined;
          resolve(piece);
        },
        (cause: unknown) => this.#end(this.#rules.failed(cause)),
      );
    });
  }

  /** Ends the request. A reader that waits is told the reason when it is an error, else that there is no more. */
  cancel(reason?: unknown): void {
    if (this.#ended) return;
    this.#end(reason instanceof Error ? reason : true);
    this.#inner.cancel(reason);
  }

  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.cancel();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this;
  }

  #idle(): void {
    this.cancel(new APIConnectionTimeoutError(`No byte arrived for ${this.#rules.idleTimeout} ms`));
  }

  #end(how: Error | true): void {
    if (this.#ended) return;
    this.#ended = how;
    this.#stop?.(how === true ? undefined : how);
    this.#rules.over();
  }
}

/** At most `limit` bytes of a body, and then no more of it. */
export async function readSome(body: WireBody, limit: number): Promise<Uint8Array[]> {
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
  if (body.collect) return body.collect(limit);
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
