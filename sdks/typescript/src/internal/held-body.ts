import { APIConnectionTimeoutError } from '../core/error.js';
import { tooLarge } from './collect.js';
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
