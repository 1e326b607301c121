import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { closest } from '../diagnostics/closest.js';
import { place, placeOf } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import { types, type SchemaType } from '../resolve/schema.js';
import { kindOf } from './context.js';

type Report = (problem: Diagnostic) => void;

const known = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null', 'file'] as const;
const aliases: Readonly<Record<string, string>> = { int: 'integer', float: 'number', double: 'number', bool: 'boolean', str: 'string', list: 'array', map: 'object', dict: 'object', date: 'string', datetime: 'string' };

type At = () => Located<Node>;

/** Checks the keyword `type`. */
export function checkType({ type }: Node, at: At, report: Report): void {
  for (const name of Array.isArray(type) ? (type as readonly unknown[]) : [type]) {
    if ((known as readonly unknown[]).includes(name)) continue;
    const text = typeof name === 'string' ? name : shown(name);
    report(diagnostic('schema/type', { type: text, near: nearest(text) }, placeOf(place(at(), 'type', type))));
  }
}

function nearest(text: string): string {
  const lower = text.toLowerCase();
  if (Object.hasOwn(aliases, lower)) return aliases[lower] as string;
  return closest(lower, known.slice(0, -1)) ?? '';
}

/** Checks the keyword `enum`. */
export function checkEnum(schema: Node, at: At, report: Report): void {
  const values: unknown = schema.enum;
  const list = (): Located<unknown> => place(at(), 'enum', values);
  if (!Array.isArray(values)) return report(diagnostic('schema/enum-shape', { why: `is ${kindOf(values)}` }, placeOf(list())));
  if (values.length === 0) return report(diagnostic('schema/enum-shape', { why: 'has no values' }, placeOf(list())));
  const allowed = types(schema);
  const seen = new Set<unknown>();
  (values as readonly unknown[]).forEach((value, index) => {
    const key = typeof value === 'object' ? shown(value) : value;
    if (seen.has(key)) report(diagnostic('schema/enum-twin', { value: shown(value) }, placeOf(place(list(), String(index), value))));
    else if (value !== null && !fits(value, allowed)) {
      report(diagnostic('schema/enum-type', { value: shown(value), found: kindOf(value), type: allowed.join(' or ') }, placeOf(place(list(), String(index), value))));
    }
    seen.add(key);
  });
}

/** Checks the keyword `default` against `type` and `enum`. */
export function checkDefault(schema: Node, at: At, report: Report): void {
  const value = schema.default;
  const allowed = types(schema);
  // A default of null says "none" in documents of every version.
  if (value === null) return;
  if (!fits(value, allowed)) {
    const values = { value: shown(value), found: kindOf(value), type: allowed.join(' or ') };
    return report(diagnostic(mismatch(value, allowed), values, placeOf(place(at(), 'default', value))));
  }
  const foreign = Array.isArray(schema.enum) && typeof value !== 'object' && !schema.enum.includes(value);
  if (foreign) report(diagnostic('schema/default-enum', { value: shown(value) }, placeOf(place(at(), 'default', value))));
}

/** Quotes too many are a slip of the pen; text where only a number or boolean can stand is a mistake that nobody can guess around. */
function mismatch(value: unknown, allowed: readonly SchemaType[]): 'schema/default-text' | 'schema/default-type' | 'schema/default-number' {
  if (typeof value !== 'string' || allowed.includes('array') || allowed.includes('object')) return 'schema/default-type';
  const number = (allowed.includes('integer') || allowed.includes('number')) && Number.isFinite(Number(value));
  const boolean = allowed.includes('boolean') && /^(?:true|false)$/i.test(value);
  return number || boolean || value.trim() === '' ? 'schema/default-text' : 'schema/default-number';
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
