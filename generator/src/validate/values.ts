import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { place, placeOf } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import { types, type SchemaType } from '../resolve/schema.js';
import { kindOf } from './context.js';

type Report = (problem: Diagnostic) => void;

const known = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null', 'file'] as const;
const aliases: Readonly<Record<string, string>> = { int: 'integer', float: 'number', double: 'number', bool: 'boolean', str: 'string', list: 'array', map: 'object', dict: 'object', date: 'string', datetime: 'string' };

/** Checks the keyword `type`. */
export function checkType(located: Located<Node>, report: Report): void {
  const { type } = located.value;
  for (const name of Array.isArray(type) ? (type as readonly unknown[]) : [type]) {
    if ((known as readonly unknown[]).includes(name)) continue;
    const text = typeof name === 'string' ? name : (JSON.stringify(name) ?? 'undefined');
    report(diagnostic('schema/type', { type: text, near: nearest(text) }, placeOf(place(located, 'type', type))));
  }
}

function nearest(text: string): string {
  const lower = text.toLowerCase();
  if (Object.hasOwn(aliases, lower)) return aliases[lower] as string;
  return known.find((name) => name !== 'file' && lower.length < 20 && distance(lower, name) <= 2) ?? '';
}

/** Insertions, deletions and changes that make one word of another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** Checks the keyword `enum`. */
export function checkEnum(located: Located<Node>, report: Report): void {
  const list = place(located, 'enum', located.value.enum);
  if (!Array.isArray(list.value)) return report(diagnostic('schema/enum-shape', { why: `is ${kindOf(list.value)}` }, placeOf(list)));
  if (list.value.length === 0) return report(diagnostic('schema/enum-shape', { why: 'has no values' }, placeOf(list)));
  const allowed = types(located.value);
  const seen = new Set<string>();
  (list.value as readonly unknown[]).forEach((value, index) => {
    const text = shown(value);
    const at = placeOf(place(list, String(index), value));
    if (seen.has(text)) report(diagnostic('schema/enum-twin', { value: text }, at));
    else if (!fits(value, allowed) && value !== null) report(diagnostic('schema/enum-type', { value: text, found: kindOf(value), type: allowed.join(' or ') }, at));
    seen.add(text);
  });
}

/** Checks the keyword `default` against `type` and `enum`. */
export function checkDefault(located: Located<Node>, report: Report): void {
  const schema = located.value;
  const value = schema.default;
  const allowed = types(schema);
  // A default of null says "none" in documents of every version.
  if (value === null) return;
  const at = placeOf(place(located, 'default', value));
  if (fits(value, allowed)) {
    if (Array.isArray(schema.enum) && typeof value !== 'object' && !schema.enum.includes(value)) report(diagnostic('schema/default-enum', { value: shown(value) }, at));
    return;
  }
  const code = isQuoted(value, allowed) ? 'schema/default-text' : 'schema/default-type';
  report(diagnostic(code, { value: shown(value), found: kindOf(value), type: allowed.join(' or ') }, at));
}

/** A number or boolean in quotes, an empty string, or a scalar where text is expected: a slip of the pen that harms nobody. */
function isQuoted(value: unknown, allowed: readonly SchemaType[]): boolean {
  if (typeof value === 'string') {
    if (value.trim() === '') return true;
    if (allowed.includes('boolean') && /^(?:true|false)$/i.test(value)) return true;
    if (allowed.includes('array') || allowed.includes('object')) return true;
    return (allowed.includes('integer') || allowed.includes('number')) && Number.isFinite(Number(value));
  }
  return typeof value !== 'object' && (allowed.includes('string') || allowed.includes('array'));
}

function fits(value: unknown, allowed: readonly SchemaType[]): boolean {
  return allowed.length === 0 || allowed.some((type) => fitsType(value, type));
}

function fitsType(value: unknown, type: SchemaType): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}
