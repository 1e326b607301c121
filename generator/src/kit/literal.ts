import type { Json } from '../ir/index.js';

/** Characters that may not stand raw in source text: controls, line separators, bidirectional and zero-width marks, lone surrogates. */
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text in which every character that may not stand raw in source is written as an escape that JavaScript, Python and TOML read alike. */
export const escapeUnsafe = (text: string): string => text.replace(unsafe, (unit) => short[unit] ?? escapeUnit(unit));

/** A JavaScript string literal in single quotes (double, where that needs fewer escapes) whose value is exactly `value`. */
export function literal(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  if (/^[\w\s./{}:,;()[\]@*+?=&%$#!<>|~^-]*$/.test(value) && !/[^\x20-\x7e]/.test(value)) return quote + value + quote;
  const escaped = escapeUnsafe(value.replace(/\\/g, '\\\\').replaceAll(quote, `\\${quote}`)).replace(/<(?=\/script|!--)/gi, '\\x3C');
  return quote + escaped + quote;
}

const plainKey = /^[A-Za-z_$][\w$]*$/;

/** A property key in a type or an object literal whose name is exactly `name`; `__proto__` never sets a prototype. */
export function propertyKey(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return plainKey.test(name) ? name : literal(name);
}

/** `.name` or `['name']`, as the name allows. */
export const memberAccess = (name: string): string => (plainKey.test(name) ? `.${name}` : `[${literal(name)}]`);

/** An expression whose value is the given JSON. Numbers that no double holds exactly as written are impossible in parsed JSON. */
export function jsonLiteral(value: Json): string {
  if (typeof value === 'string') return literal(value);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => jsonLiteral(item)).join(', ')}]`;
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([key, item]) => `${propertyKey(key)}: ${jsonLiteral(item)}`).join(', ')} }`;
}

/** JSON text, pretty-printed, in which no character is left that could act on a terminal or editor. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(unsafe, (unit) => (unit === '\n' ? unit : escapeUnit(unit)))}\n`;
}

/** JSON text on one line, made safe as `jsonText` is. */
export const jsonLine = (value: unknown): string => JSON.stringify(value).replace(unsafe, escapeUnit);

/** Escapes the characters that may not stand raw in source text; for writers of other contexts. */
export const visible = (text: string): string =>
  text.replace(unsafe, (unit) => (unit === '\n' || unit === '\t' ? unit : escapeUnit(unit)));
