import type { WireResponse } from '../internal/types.js';

/** A web Response with the ids of its call. */
export type APIResponse = Response & { readonly requestID: string | undefined; readonly traceID: string | undefined };

/** What a call came to: a successful response, with its body buffered or still unread. */
export interface CallOutcome {
  readonly response: WireResponse;
  readonly requestID: string | undefined;
  readonly traceID: string | undefined;
  /** The value that the operation promises, or a promise of it; the same every time. */
  parse(): unknown;
  /** The response for the caller; the same object every time. */
  web(): APIResponse;
}

/** A call under way; it starts at once. */
export interface PendingCall {
  readonly outcome: Promise<CallOutcome>;
  /** The caller wants the body unread. Heeded when said before the response arrives. */
  keepUnread(): void;
}

/** A parsed value together with the response it came in. */
export interface WithResponse<T> {
  readonly data: T;
  readonly response: APIResponse;
  readonly requestID: string | undefined;
  readonly traceID: string | undefined;
}

/**
 * The promise of a call's value. The request starts when the method is called; awaiting parses the response, once.
 */
export class APIPromise<T> extends Promise<T> {
  readonly #call: PendingCall;
  readonly #transform: ((value: unknown, outcome: CallOutcome) => T | Promise<T>) | undefined;
  #parsed: Promise<T> | undefined;

  constructor(call: PendingCall, transform?: (value: unknown, outcome: CallOutcome) => T | Promise<T>) {
    // The promise that this one is by birth is never observed: `then` goes to the parsed value.
    super((resolve) => resolve(undefined as T));
    this.#call = call;
    this.#transform = transform;
  }

  /** The response with its body unread; errors and retries are the same. */
  asResponse(): Promise<APIResponse> {
    this.#call.keepUnread();
    return this.#call.outcome.then((outcome) => outcome.web());
  }

  /** The value and the response it came in. */
  async withResponse(): Promise<WithResponse<T>> {
    // The value goes first, so that one chain carries a failure and none is left unhandled.
    const data = await this.#parse();
    const outcome = await this.#call.outcome;
    return { data, response: outcome.web(), requestID: outcome.requestID, traceID: outcome.traceID };
  }

  override then<A = T, B = never>(
    onfulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#parse().then(onfulfilled, onrejected);
  }

  override catch<B = never>(onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.#parse().catch(onrejected);
  }

  override finally(onfinally?: (() => void) | null): Promise<T> {
    return this.#parse().finally(onfinally);
  }

  #parse(): Promise<T> {
    const transform = this.#transform;
    this.#parsed ??= this.#call.outcome.then((outcome) => {
      const value = outcome.parse();
      if (!transform) return value as T;
      return value instanceof Promise ? value.then((parsed) => transform(parsed, outcome)) : transform(value, outcome);
    });
    return this.#parsed;
  }
}
