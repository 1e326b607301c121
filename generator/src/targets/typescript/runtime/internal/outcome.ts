import type { APIResponse, CallOutcome } from '../core/api-promise.js';
import { APIError, APIResponseValidationError, type ErrorDetails } from '../core/error.js';
import { readable } from './fetch-transport.js';
import { parseJSON } from './json.js';
import type { ResponseType } from './request-options.js';
import type { StreamFormat, StreamSource, WireResponse } from './types.js';

/** What is needed to make values of a response. */
export interface OutcomeRules {
  readonly responseType: ResponseType;
  readonly format: StreamFormat<unknown> | undefined;
  readonly source: () => StreamSource;
  readonly requestID: string | undefined;
  readonly traceID: string | undefined;
  readonly details: () => ErrorDetails;
  /** R41. */
  readonly check: ((value: unknown) => void) | undefined;
  /** Reads a body that was left unread. */
  readonly collect: () => Promise<Uint8Array>;
}

let decoder: TextDecoder | undefined;

/** UTF-8 text of bytes; a byte order mark is no part of it. */
export const decodeText = (bytes: Uint8Array): string => (decoder ??= new TextDecoder()).decode(bytes);

/** R38: the typed error of a text that should be JSON; it carries the text. */
export const invalidJSON = (text: string, cause: unknown, details: ErrorDetails): APIResponseValidationError =>
  new APIResponseValidationError(`The response is ${text ? 'not JSON' : 'empty'}`, { ...details, body: text, cause });

/** A successful response, buffered or unread, and what is made of it (R39). */
export class Outcome implements CallOutcome {
  readonly response: WireResponse;
  readonly #rules: OutcomeRules;
  readonly #bytes: Uint8Array | undefined;
  #web: APIResponse | undefined;
  #value: Promise<unknown> | undefined;

  constructor(response: WireResponse, bytes: Uint8Array | undefined, rules: OutcomeRules) {
    this.response = response;
    this.#bytes = bytes;
    this.#rules = rules;
  }

  get requestID(): string | undefined {
    return this.#rules.requestID;
  }

  get traceID(): string | undefined {
    return this.#rules.traceID;
  }

  parse(): Promise<unknown> {
    return (this.#value ??= this.#parse());
  }

  web(): APIResponse {
    if (this.#web) return this.#web;
    const { status, statusText, headers, url, body } = this.response;
    const empty = status === 204 || status === 205 || status === 304;
    const content = empty ? null : ((this.#bytes as Uint8Array<ArrayBuffer> | undefined) ?? readable(body));
    const web = new Response(content, { status, statusText, headers: [...headers.entries()] as [string, string][] });
    const { requestID, traceID } = this.#rules;
    Object.defineProperties(web, { url: { value: url }, requestID: { value: requestID }, traceID: { value: traceID } });
    return (this.#web = web as APIResponse);
  }

  async #parse(): Promise<unknown> {
    const { responseType, format, source, collect } = this.#rules;
    if (format) return format.open(source());
    if (responseType === 'binary') return this.web();
    if (this.#web?.bodyUsed && !this.#bytes) throw new APIError('The body was read through the response already', this.#rules.details());
    const bytes = this.#bytes ?? (await collect());
    if (responseType === 'none') return undefined;
    const text = decodeText(bytes);
    return responseType === 'text' ? text : this.#json(text);
  }

  #json(text: string): unknown {
    const { responseType, details, check } = this.#rules;
    // R38: nothing where nothing may come; in any other place an empty body is as wrong as bad JSON.
    if (text === '' && (responseType === 'optionalJson' || this.response.status === 204 || this.response.status === 205)) return undefined;
    let value: unknown;
    try {
      value = parseJSON(text);
    } catch (cause) {
      throw invalidJSON(text, cause, details());
    }
    check?.(value);
    return value;
  }
}
