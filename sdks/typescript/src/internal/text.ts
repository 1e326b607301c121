import { stringifyJSON } from './json.js';

const PLAIN = /^[\w.~-]*$/;

const escapeChar = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;

function component(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // A lone surrogate has no UTF-8 form: it becomes U+FFFD, as in every Web API.
    return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
  }
}

/** Percent-encodes all but RFC 3986's unreserved characters (RFC 6570 simple expansion). */
export function encodeText(text: string): string {
  return PLAIN.test(text) ? text : component(text).replace(/[!'()*]/g, escapeChar);
}

/** As `encodeText`, but reserved characters and `%XX` pass (RFC 6570 reserved expansion), except those in `unsafe`. */
export function encodeReserved(text: string, unsafe: RegExp): string {
  return text.replace(/%[\da-f]{2}|[:/?#[\]@!$&'()*+,;=]|[^%:/?#[\]@!$&'()*+,;=]+|%/gi, (part) =>
    part.length === 1 && unsafe.test(part) ? escapeChar(part) : /^(?:%..|[:/?#[\]@!$&'()*+,;=])$/.test(part) ? part : encodeText(part),
  );
}

/**
 * What `write` makes of a value that a request shall carry.
 * @throws TypeError that names the value when it holds itself, nests too deep, or can otherwise not be written.
 */
export function written<Text>(name: string, write: () => Text): Text {
  try {
    return write();
  } catch (cause) {
    const why = cause instanceof RangeError ? 'it holds itself, or nests too deep' : (cause as Error).message;
    throw new TypeError(`The value for \`${name}\` cannot be sent: ${why}`, { cause });
  }
}

/** True for what OpenAPI calls an object: not null, no array, no date. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A value as plain text: null is empty, dates are ISO 8601, integers of any size stay exact, what nests too deep is JSON. */
export function toText(value: unknown): string {
  if (value == null) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? stringifyJSON(value) : String(value);
}

/** The members of an object that are present. */
export function present(value: Record<string, unknown>): [string, unknown][] {
  return Object.entries(value).filter((entry) => entry[1] !== undefined);
}
