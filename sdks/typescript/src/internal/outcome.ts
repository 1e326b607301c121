import type { APIResponse, CallOutcome } from '../core/api-promise.js';
import { APIError, APIResponseValidationError, type ErrorDetails } from '../core/error.js';
import { collect } from './collect.js';
import { parseJSON } from './json.js';
import type { OpenCall } from './open-call.js';
import type { CallOptions } from './request-options.js';
import type { Unread, WireResponse } from './types.js';

/** What an outcome asks of its call. */
export interface OutcomeSource {
  readonly options: CallOptions;
  readonly unread: Unread | undefined;
  readonly traceID: string | undefined;
  open(): OpenCall;
  details(response: WireResponse): ErrorDetails;
  /** Tells whoever checks responses what was parsed. */
  check(value: unknown, response: WireResponse): void;
}

/** The server's id of a request. */
export const requestID = ({ headers }: WireResponse): string | undefined => headers.get('x-request-id') ?? headers.get('request-id');

let decoder: TextDecoder | undefined;

/** UTF-8 text of bytes; a byte order mark is no part of it. */
export const decodeText = (bytes: Uint8Array): string => (decoder ??= new TextDecoder()).decode(bytes);

/** JSON where it is; else the text. */
export function parseLoose(text: string): unknown {
  try {
    return parseJSON(text);
  } catch {
    return text === '' ? undefined : text;
  }
}

/** The typed error of a text that should be JSON; it carries the text. `event` is its number, where it is one of a stream. */
export function invalidJSON(text: string, cause: unknown, details: ErrorDetails, event?: number): APIResponseValidationError {
  const type = details.headers?.get('content-type');
  const named = event || type === undefined || /json/i.test(type) ? '' : `: its content type is ${type}`;
  return new APIResponseValidationError(`${event ? `Event ${event} of the stream` : 'The response'} is ${text === '' ? 'empty' : `not JSON${named}`}`, { ...details, body: text, cause });
}

/** A successful response, buffered or unread, and what is made of it. */
export class Outcome implements CallOutcome {
  readonly response: WireResponse;
  readonly #call: OutcomeSource;
  readonly #bytes: Uint8Array | undefined;
  #web: APIResponse | undefined;
  #value: unknown;

  constructor(response: WireResponse, bytes: Uint8Array | undefined, call: OutcomeSource) {
    this.response = response;
    this.#bytes = bytes;
    this.#call = call;
  }

  get requestID(): string | undefined {
    return requestID(this.response);
  }

  get traceID(): string | undefined {
    return this.#call.traceID;
  }

  parse(): unknown {
    // A failure is thrown anew each time: the body is parsed again, unless it had to be read first.
    return (this.#value ??= this.#parse());
  }

  web(): APIResponse {
    if (this.#web) return this.#web;
    const { status, statusText, headers, url, body } = this.response;
    const empty = status === 204 || status === 205 || status === 304;
    const content = empty ? null : ((this.#bytes as Uint8Array<ArrayBuffer> | undefined) ?? this.#call.unread?.readable(body));
    const web = new Response(content, { status, statusText, headers: [...headers.entries()] as [string, string][] });
    Object.defineProperties(web, { url: { value: url }, requestID: { value: this.requestID }, traceID: { value: this.traceID } });
    return (this.#web = web as APIResponse);
  }

  #parse(): unknown {
    const { responseType, stream } = this.#call.options;
    if (stream) {
      const source = stream.unread.source(this.#call.open(), this.response);
      return stream.refuse?.(source) ?? stream.open(source);
    }
    if (responseType === 'binary') return this.web();
    if (this.#bytes) return this.#decode(this.#bytes);
    if (this.#web?.bodyUsed) throw new APIError('The body was read through the response already', this.#call.details(this.response));
    return collect(this.response.body, this.#call.open().maxBytes).then((bytes) => this.#decode(bytes));
  }

  #decode(bytes: Uint8Array): unknown {
    const { responseType, unwrap } = this.#call.options;
    if (responseType === 'none') return undefined;
    const text = decodeText(bytes);
    const { status, headers } = this.response;
    // A string may come as it is.
    if (responseType === 'text' || (responseType === 'stringJson' && /^text\/plain\b/i.test(headers.get('content-type') ?? ''))) return text;
    // R38: nothing where nothing may come; in any other place an empty body is as wrong as bad JSON.
    if (text === '' && (responseType === 'optionalJson' || status === 204 || status === 205)) return undefined;
    let value: unknown;
    try {
      value = parseJSON(text);
    } catch (cause) {
      throw invalidJSON(text, cause, this.#call.details(this.response));
    }
    if (unwrap !== undefined) value = (value as Record<string, unknown> | null)?.[unwrap];
    this.#call.check(value, this.response);
    return value;
  }
}
