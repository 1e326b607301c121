// Users whose `lib` is older than `await using` can still read the declarations.
/// <reference lib="esnext.disposable" preserve="true" />

import type { OpenCall } from './open-call.js';
import type { StreamInit } from './transport.js';

/** A parsed value of the wire: any JSON, with integers beyond 2^53 as bigint. */
export type JsonValue = unknown;

/** Headers as the runtime keeps them: names in lower case, values of repeated headers joined by `, `. */
export interface HeaderBag {
  get(name: string): string | undefined;
  entries(): Iterable<readonly [string, string]>;
}

/** The bytes of a response, decompressed, read once: iterate, or cancel to free the socket. */
export interface WireBody extends AsyncIterable<Uint8Array> {
  cancel(reason?: unknown): void;
  /** All that is left, as one, at most `limit` bytes; faster than iterating, where a transport can. */
  collect?(limit: number): Promise<Uint8Array> | undefined;
}

/** A response of the transport: what fetch's Response is, without its cost. */
export interface WireResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderBag;
  /** The URL that answered, after redirects. */
  readonly url: string;
  readonly body: WireBody;
  /** True when the transport has undone `content-encoding` already. */
  readonly decoded?: boolean | undefined;
}

/** What a stream decoder is given. */
export interface StreamSource {
  readonly response: WireResponse;
  readonly requestID: string | undefined;
  /** Aborting it ends the request: the server sees the close. */
  readonly controller: AbortController;
  /** The caller's own signal. */
  readonly signal?: AbortSignal | undefined;
  /** Parses JSON as the client does (big integers kept, errors typed); `count` says which event it is, from 1. */
  readonly parse: (text: string, count?: number) => JsonValue;
  /** Milliseconds without an event after which the stream fails; comments do not reset it. Undefined: no limit. */
  readonly eventIdleTimeout: number | undefined;
  /** Largest event or line, in characters; 16 MiB when absent. */
  readonly maxEventBytes?: number | undefined;
  /** Makes the SDK's connection error from a raw transport error. */
  readonly connectionError: (cause: unknown) => Error;
  /** Sends the request again with these headers added. Present only for GET, where the caller asked for reconnecting. */
  readonly reopen?: ((headers: Readonly<Record<string, string>>) => Promise<WireResponse>) | undefined;
}

/** How a streamed response is decoded; passed by the operations that stream, so that others do not bundle it. */
export interface StreamFormat<Result> {
  readonly accept: string;
  readonly open: (source: StreamSource) => Result;
  readonly unread: Unread;
  /** Fails where a response can be no stream of this format. */
  readonly refuse?: ((source: StreamSource) => Promise<never> | undefined) | undefined;
}

/** What reads a body bit by bit: brought by what streams, so that others do not bundle it. */
export interface Unread {
  /** The body in the caller's hands, still under its call's signal, deadline and timers. */
  hold(call: OpenCall, reply: WireResponse): WireBody;
  /** What a decoder reads. */
  source(call: OpenCall, response: WireResponse): StreamSource;
  /** The web's stream of a body. */
  readable(body: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array>;
}

/** A body that is ready to send: what `internal/body.ts` makes of a value. */
export interface EncodedBody {
  readonly contentType: string | undefined;
  /** Known length in bytes, for Content-Length; undefined for a string (its UTF-8 length), else for chunked sending. */
  readonly length: number | undefined;
  /** Starts the bytes from the beginning: whole where they are in memory, else in pieces (never buffered whole). */
  readonly start: () => string | Uint8Array | AsyncIterable<Uint8Array>;
  /** False when `start` can be called only once (a one-shot stream): such a body is never sent again. */
  readonly replayable: boolean;
  /** The same bytes for fetch in browsers, which can't send streams everywhere; absent where they come from a stream. */
  readonly blob?: Blob | Uint8Array | undefined;
  /** Where `start` gives pieces: how fetch sends them. */
  readonly streamInit?: StreamInit | undefined;
}

/** A body value that brings its own encoding: `multipart(...)`, `form(...)`, `jsonLines(...)`, `binary(...)`. */
export interface BodyEncoder {
  readonly encodeBody: () => EncodedBody | Promise<EncodedBody>;
}

/** How a parameter is written when it is not OpenAPI's default for its place (query: form, exploded; path and header: simple). */
export interface ParamStyle {
  readonly style?: 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject' | 'cookie' | 'json' | 'comma' | 'brackets' | 'indices' | 'dots';
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}

/** By wire name of the parameter. */
export type ParamStyles = Readonly<Record<string, ParamStyle>>;

/** Writes parameters by their styles. */
export interface ParamCodec {
  query(query: object, styles: ParamStyles | undefined): string;
  path(name: string, value: unknown, style: ParamStyle | undefined): string;
  header(name: string, value: unknown, style: ParamStyle | undefined): string;
  cookie(name: string, value: unknown, style: ParamStyle | undefined): string;
}
