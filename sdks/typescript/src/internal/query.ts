import { encodeReserved, encodeText, isRecord, present, toText, written } from './text.js';
import { stringifyJSON } from './json.js';
import type { ParamStyle, ParamStyles } from './types.js';

type Encode = (text: string) => string;
type Pair = readonly [name: string, value: string];

const DELIMITERS: Record<string, string> = { spaceDelimited: '%20', pipeDelimited: '%7C' };
const NESTED = new Set(['deepObject', 'comma', 'brackets', 'indices', 'dots']);

/** Flat text of the members, `key,value` for objects: what the styles without explode join. */
const flat = (value: object, encode: Encode): string[] =>
  Array.isArray(value)
    ? value.filter((member) => member !== undefined).map((member) => encode(toText(member)))
    : present(value as Record<string, unknown>).flatMap(([key, member]) => [encode(key), encode(toText(member))]);

/** Objects as `a[b]=`, or `a.b=`; arrays repeated, joined by commas, as `a[]=` or `a[0]=`, as the style says. */
function nested(name: string, value: unknown, style: ParamStyle, encode: Encode): Pair[] {
  if (Array.isArray(value)) {
    const members = value.filter((member) => member !== undefined);
    if (style.style === 'comma' || (style.style === 'dots' && style.explode === false)) {
      return members.length === 0 ? [] : [[name, flat(members, encode).join(',')]];
    }
    const suffix = (index: number) => (style.style === 'indices' ? `%5B${index}%5D` : style.style === 'brackets' ? '%5B%5D' : '');
    return members.flatMap((member, index) => nested(name + suffix(index), member, style, encode));
  }
  if (!isRecord(value)) return [[name, encode(toText(value))]];
  const key = (text: string) => (style.style === 'dots' ? `${name}.${encodeText(text)}` : `${name}%5B${encodeText(text)}%5D`);
  return present(value).flatMap(([member, inner]) => nested(key(member), inner, style, encode));
}

/** Names and values, encoded, of one parameter in any OpenAPI 3.0 to 3.2 style for queries, forms and cookies. */
function pairs(rawName: string, value: unknown, style: ParamStyle, encode: Encode): Pair[] {
  const name = encodeText(rawName);
  const kind = style.style ?? 'form';
  if (kind === 'json') return [[name, encode(stringifyJSON(value))]];
  if (NESTED.has(kind)) return nested(name, value, style, encode);
  if (typeof value !== 'object' || value === null || value instanceof Date) return [[name, encode(toText(value))]];
  const delimiter = DELIMITERS[kind];
  if (!(style.explode ?? delimiter === undefined)) {
    const members = flat(value, encode);
    return members.length === 0 ? [] : [[name, members.join(delimiter ?? ',')]];
  }
  if (Array.isArray(value)) return value.filter((member) => member !== undefined).map((member) => [name, encode(toText(member))]);
  // OpenAPI leaves values that nest below an exploded object undefined: they are written as deepObject would.
  return present(value as Record<string, unknown>).flatMap(([key, member]) => nested(encodeText(key), member, { style: 'deepObject' }, encode));
}

const join = (all: readonly Pair[], separator: string): string => all.map(([name, value]) => `${name}=${value}`).join(separator);

/** What must stay encoded in a query even when reserved characters may pass: it would end or split the value, or become a space. */
const QUERY_UNSAFE = /[#&+]/;

/** Encodes query parameters, without the `?`: undefined is omitted, null is an empty value, arrays and objects by their style. */
export function encodeQuery(query: object, styles?: ParamStyles): string {
  const all = Object.entries(query).flatMap(([name, value]: [string, unknown]) => {
    if (value === undefined) return [];
    const style = styles?.[name] ?? {};
    return written(name, () => pairs(name, value, style, style.allowReserved ? (text) => encodeReserved(text, QUERY_UNSAFE) : encodeText));
  });
  return join(all, '&');
}

/** The value of a header parameter in simple style, or as JSON text; never percent-encoded. @throws TypeError on CR, LF or NUL. */
export function encodeHeaderParam(name: string, value: unknown, style: ParamStyle = {}): string {
  let text: string;
  if (style.style === 'json') {
    // Headers hold no characters beyond Latin-1: JSON can escape them.
    text = stringifyJSON(value).replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  } else if (isRecord(value)) {
    text = present(value)
      .map(([key, member]) => key + (style.explode ? '=' : ',') + toText(member))
      .join(',');
  } else {
    text = Array.isArray(value) ? flat(value, (member) => member).join(',') : toText(value);
  }
  // R46: a line break would start another header.
  if (/[\r\n\0]/.test(text)) throw new TypeError(`The value of header \`${name}\` may not contain line breaks or NUL`);
  return text;
}

/** `name=value` pairs for the Cookie header: percent-encoded in form style, as they are in OpenAPI 3.2's cookie style. @throws TypeError on a `;`. */
export function encodeCookieParam(name: string, value: unknown, style: ParamStyle = {}): string {
  const asIs = (text: string) => {
    // R46: nothing is encoded in cookie style, so what would end the value or the header is refused.
    if (/[\0-\x1f\x7f;]/.test(text)) throw new TypeError(`The value of cookie \`${name}\` may not contain control characters or semicolons`);
    return text;
  };
  return join(pairs(name, value, style, style.style === 'cookie' ? asIs : encodeText), '; ');
}
