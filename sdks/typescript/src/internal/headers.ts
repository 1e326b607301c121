import type { HeaderBag } from './types.js';

/** Header values as a caller gives them; null removes a header that would be sent otherwise. */
export type HeaderInput =
  | Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>>
  | Iterable<readonly [string, string]>;

/** Request headers by name in lower case; null: not to be sent. */
export type HeaderMap = Record<string, string | null>;

const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
// R46: what HTTP forbids in a value; a line break would start another header.
const BAD_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

/** Sets one header. @throws TypeError for a name or value that HTTP forbids; the value is not in the message, it may be a secret. */
export function setHeader(headers: HeaderMap, name: string, value: string | null): void {
  if (!NAME.test(name) || (value !== null && BAD_VALUE.test(value))) {
    throw new TypeError(`Header \`${name.replace(/[^ -~]/g, '?')}\` has characters that HTTP does not allow`);
  }
  headers[name.toLowerCase()] = value;
}

/** Later calls win; undefined leaves what is there, null removes it. */
export function addHeaders(headers: HeaderMap, input: HeaderInput | undefined): void {
  if (!input) return;
  const entries = Symbol.iterator in input ? input : Object.entries(input);
  for (const [name, value] of entries as Iterable<readonly [string, unknown]>) {
    if (value !== undefined) setHeader(headers, name, value === null ? null : Array.isArray(value) ? value.join(', ') : String(value));
  }
}

/** What is sent: takes the removed ones out. */
export function presentHeaders(headers: HeaderMap): Record<string, string> {
  for (const name in headers) if (headers[name] === null) delete headers[name];
  return headers as Record<string, string>;
}

/** Response headers; read from their pairs when first asked for. */
export class ResponseHeaders implements HeaderBag {
  readonly #pairs: Iterable<readonly [string, string]>;
  #byName: Map<string, string> | undefined;

  constructor(pairs: Iterable<readonly [string, string]>) {
    this.#pairs = pairs;
  }

  get(name: string): string | undefined {
    return this.#map().get(name.toLowerCase());
  }

  entries(): Iterable<readonly [string, string]> {
    return this.#map();
  }

  #map(): Map<string, string> {
    if (this.#byName) return this.#byName;
    const map = new Map<string, string>();
    for (const [rawName, value] of this.#pairs) {
      const name = rawName.toLowerCase();
      const before = map.get(name);
      map.set(name, before === undefined ? value : `${before}, ${value}`);
    }
    return (this.#byName = map);
  }
}
