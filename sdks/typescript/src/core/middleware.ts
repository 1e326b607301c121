import type { WireResponse } from '../internal/types.js';

/** One attempt, as it is about to be sent. */
export interface MiddlewareRequest {
  readonly method: string;
  readonly url: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
  /** 0 for the first attempt. */
  readonly attempt: number;
}

/** Sends the attempt on, to the next middleware or to the network. */
export type Next = (request: MiddlewareRequest) => Promise<WireResponse>;

/**
 * Wraps every attempt of every call: change what is sent, look at what comes back, or answer yourself.
 * It runs once an attempt, after credentials were added and before redirects are followed.
 */
export type Middleware = (request: MiddlewareRequest, next: Next) => Promise<WireResponse>;
