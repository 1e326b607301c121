import type { Json } from '../../ir/index.js';
import { escapeUnsafe } from '../../kit/literal.js';

const count = (text: string, part: string): number => text.split(part).length - 1;

/** A Python string literal in double quotes (single, where that needs fewer escapes) whose value is exactly `value`. */
export function literal(value: string): string {
  const quote = count(value, '"') > count(value, "'") ? "'" : '"';
  const escaped = escapeUnsafe(value.replace(/\\/g, '\\\\').replaceAll(quote, `\\${quote}`));
  return quote + escaped + quote;
}

/** A Python expression whose value is the given JSON; numbers beyond doubles are impossible in parsed JSON. */
export function jsonLiteral(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'string') return literal(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return numberLiteral(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => jsonLiteral(item)).join(', ')}]`;
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  return `{${entries.map(([key, item]) => `${literal(key)}: ${jsonLiteral(item)}`).join(', ')}}`;
}

/** A number in Python's spelling: `1e21` and the like are floats in both languages. */
const numberLiteral = (value: number): string => (Object.is(value, -0) ? '-0.0' : String(value).replace('e+', 'e'));
