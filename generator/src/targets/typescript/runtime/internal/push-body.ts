import { concat, tooLarge } from './collect.js';
import type { WireBody } from './types.js';

/** Bytes that wait in memory before the sender is stalled. */
const HIGH_WATER = 64 * 1024;

/** A body that a transport pushes into; it tells the transport to pause when the reader is slow. */
export class PushBody implements WireBody, AsyncIterator<Uint8Array> {
  readonly #resume: () => void;
  readonly #owner: { abort(reason: Error): void };
  #chunks: Uint8Array[] = [];
  #size = 0;
  #limit = HIGH_WATER;
  #collecting = false;
  #paused = false;
  #ended = false;
  #error: unknown;
  #wake: (() => void) | undefined;

  /** @param owner is told when the reader wants no more. */
  constructor(resume: () => void, owner: { abort(reason: Error): void }) {
    this.#resume = resume;
    this.#owner = owner;
  }

  /** Takes a chunk; false asks the transport to pause. */
  push(chunk: Uint8Array): boolean {
    if (this.#ended) return true;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#collecting) {
      if (this.#size > this.#limit) this.cancel(tooLarge(this.#limit));
      return true;
    }
    this.#wake?.();
    return !(this.#paused = this.#size >= HIGH_WATER);
  }

  /** No more will come; with an error, the body broke. */
  end(error?: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    this.#wake?.();
  }

  /** All that is left, as one. */
  async collect(limit: number): Promise<Uint8Array> {
    this.#collecting = true;
    this.#limit = limit;
    if (this.#size > limit) this.cancel(tooLarge(limit));
    this.#unpause();
    while (!this.#ended) await this.#wait();
    if (this.#error !== undefined) throw this.#error;
    return concat(this.#chunks, this.#size);
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk) {
        this.#size -= chunk.length;
        if (this.#size === 0) this.#unpause();
        return { done: false, value: chunk };
      }
      if (this.#ended) {
        if (this.#error !== undefined) throw this.#error;
        return { done: true, value: undefined };
      }
      await this.#wait();
    }
  }

  cancel(reason?: unknown): void {
    if (this.#ended) return;
    const error = reason instanceof Error ? reason : new Error('The body was cancelled', { cause: reason });
    this.end(error);
    this.#chunks = [];
    this.#owner.abort(error);
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this;
  }

  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.cancel();
    return Promise.resolve({ done: true, value: undefined });
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #unpause(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#resume();
  }
}
