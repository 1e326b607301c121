import { APIConnectionTimeoutError, APIUserAbortError, type APIError } from '../core/error.js';

/** Longer timers would fire at once. */
export const MAX_TIMER = 0x7fffffff;

type Cancel = (reason: Error) => void;

/**
 * What can end a call from outside: the caller's signal, the deadline, close(). They always apply together, to whatever
 * the call is doing right now: encoding, fetching a token, connecting, reading, sleeping.
 */
export class Scope {
  /** Why the call has to end; undefined while it may go on. */
  ended: APIError | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #released: () => void;
  /** Monotonic milliseconds at which the deadline ends the call. */
  readonly #until: number;
  #cancel: Cancel | undefined;

  constructor(signal: AbortSignal | undefined, deadline: number | undefined, released: () => void) {
    this.#released = released;
    this.#signal = signal;
    this.#until = deadline === undefined ? Infinity : performance.now() + deadline;
    if (deadline !== undefined) {
      const late = () => this.end(new APIConnectionTimeoutError(`The call took more than ${deadline} ms`));
      this.#timer = setTimeout(late, Math.min(deadline, MAX_TIMER));
    }
    if (signal?.aborted) this.#aborted();
    else signal?.addEventListener('abort', this.#aborted);
  }

  /** Milliseconds that the deadline leaves. */
  left(): number {
    return this.#until - performance.now();
  }

  /** Ends the call for good. */
  end(error: APIError): void {
    if (this.ended) return;
    this.ended = error;
    this.interrupt(error);
  }

  /** Stops what the call is doing right now; it may try again. */
  interrupt(error: Error): void {
    this.#cancel?.(error);
  }

  /** Waits for `work`, or until something ends or interrupts it. */
  during<T>(work: Promise<T>, cancel?: Cancel): Promise<T> {
    return new Promise((resolve, reject) => {
      const outer = this.#cancel;
      const stop = (reason: Error) => {
        this.#cancel = undefined;
        reject(reason);
        cancel?.(reason);
        outer?.(reason);
      };
      if (this.ended) {
        work.catch(() => {});
        return stop(this.ended);
      }
      this.#cancel = stop;
      const settled = () => {
        if (this.#cancel === stop) this.#cancel = outer;
      };
      work.then(
        (value) => {
          settled();
          resolve(value);
        },
        (error: unknown) => {
          settled();
          reject(error as Error);
        },
      );
    });
  }

  /** A pause that ends early when the call does. */
  sleep(milliseconds: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout>;
    const pause = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
    return this.during(pause, () => clearTimeout(timer));
  }

  /** Hands what is left of the call, an unread body, to whoever reads it: `cancel` is told when the call has to end. */
  hold(cancel: Cancel): void {
    if (this.ended) cancel(this.ended);
    else this.#cancel = cancel;
  }

  /** The call is over: nothing is listened to any more. */
  release(): void {
    clearTimeout(this.#timer);
    this.#cancel = undefined;
    this.#signal?.removeEventListener('abort', this.#aborted);
    this.#released();
  }

  readonly #aborted = (): void => {
    this.end(new APIUserAbortError('The request was aborted', { cause: this.#signal?.reason }));
  };
}
