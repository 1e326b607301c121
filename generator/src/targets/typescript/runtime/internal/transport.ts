import type { WireResponse } from './types.js';

/** The part of fetch that the SDK calls. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** What fetch has to be told of a body that is not in memory. */
export type StreamInit = (upload: {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
  readonly blob: Blob | Uint8Array | undefined;
  readonly signal: AbortSignal;
}) => RequestInit;

/** One request on the wire. */
export interface TransportRequest {
  readonly method: string;
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
  /** The body as Blob or bytes, for browsers that cannot send streams. */
  readonly blob?: Blob | Uint8Array | undefined;
  /** For fetch: how a body that is a stream is passed. */
  readonly streamInit?: StreamInit | undefined;
  /** For fetch in browsers: follows a redirect whose target they hide. */
  readonly hiddenRedirect?: ((fetch: Fetch, url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Milliseconds for DNS, TCP and TLS, where the transport can tell. */
  readonly connectTimeout: number;
}

/** A request under way. */
export interface Exchange {
  /** Settles when the headers are there; rejects with the transport's own error. */
  readonly response: Promise<WireResponse>;
  /** Ends the request: the server sees the close. */
  abort(reason: Error): void;
  /** False while it is certain that nothing of the request reached the server. */
  sent(): boolean;
  /** True when the request went out on a connection that had served before, and no byte of a response came. */
  stale(): boolean;
}

/** Sends requests. `close` frees what it holds open. */
export interface Transport {
  send(request: TransportRequest): Exchange;
  /** True when it asks for and undoes content codings itself. */
  readonly decodes?: boolean | undefined;
  close?(): void;
}

/** Marks the error of the connect timer. */
export class ConnectTimeout extends Error {}

const NOTHING_SENT =
  /ENOTFOUND|EAI_|ECONNREFUSED|CONNECT_TIMEOUT|UNREACH|CERT|TLS|SSL|SELF_SIGNED|VERIFY|ConnectionRefused|FailedToOpenSocket|connection refused|dns error/i;

/** Tells from a transport error that the connection was never made: DNS, refused, TLS. */
export function neverSent(error: unknown): boolean {
  for (let at = error as { code?: unknown; message?: unknown; cause?: unknown } | undefined, depth = 0; at && depth < 4; depth++) {
    if (NOTHING_SENT.test(`${String(at.code)} ${String(at.message)}`)) return true;
    at = at.cause as typeof at;
  }
  return false;
}
