import { diagnostic, type Diagnostic } from '../diagnostics.js';
import type { Json } from '../ir/index.js';
import { escapeKey } from '../load/pointer.js';
import { suggestion } from '../diagnostics/closest.js';

/** A value of the configuration with its place; readers report what is not as it should be and go on. */
export interface Field {
  readonly value: unknown;
  readonly pointer: string;
  readonly report: Report;
}

/** Where findings about the configuration go. */
export interface Report {
  readonly file: string;
  readonly diagnostics: Diagnostic[];
  /** The targets of the configuration, for keys that choose among them. */
  readonly targets: readonly string[];
}

/** The member of an object; its value is undefined when there is none. */
export function member(field: Field, key: string): Field {
  const { value } = field;
  const own = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return { value: own === null ? undefined : own, pointer: `${field.pointer}/${escapeKey(key)}`, report: field.report };
}

/** The members of an object in order; none, with a finding, when it is no object. */
export function membersOf(field: Field): readonly (readonly [string, Field])[] {
  if (field.value === undefined) return [];
  if (!isObject(field.value)) {
    wrong(field, 'an object');
    return [];
  }
  return Object.keys(field.value).map((key) => [key, member(field, key)]);
}

/** The items of a list. */
export function itemsOf(field: Field): readonly Field[] {
  const { value } = field;
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    wrong(field, 'a list');
    return [];
  }
  return value.map((item: unknown, index) => ({ value: item, pointer: `${field.pointer}/${index}`, report: field.report }));
}

/** A string, or undefined. */
export function stringOf(field: Field): string | undefined {
  if (field.value === undefined) return undefined;
  if (typeof field.value === 'string') return field.value;
  if (typeof field.value === 'number' || field.value instanceof Date) return String(field.value);
  wrong(field, 'a string');
  return undefined;
}

/** A boolean, or undefined. */
export function booleanOf(field: Field): boolean | undefined {
  if (field.value === undefined || typeof field.value === 'boolean') return field.value;
  wrong(field, 'true or false');
  return undefined;
}

/** A number, or undefined. */
export function numberOf(field: Field): number | undefined {
  if (field.value === undefined || typeof field.value === 'number') return field.value;
  wrong(field, 'a number');
  return undefined;
}

/** A list of strings. */
export function stringsOf(field: Field): readonly string[] {
  return itemsOf(field).flatMap((item) => stringOf(item) ?? []);
}

/** One of some words, or undefined. */
export function wordOf<T extends string>(field: Field, words: readonly T[]): T | undefined {
  const text = stringOf(field);
  if (text === undefined) return undefined;
  const found = words.find((word) => word === text);
  if (found === undefined) finding(field, 'config/value', { found: text, help: suggestion(text, words) });
  return found;
}

/** Reports the keys of an object that mean nothing. */
export function knownKeys(field: Field, keys: readonly string[]): void {
  if (!isObject(field.value)) return;
  const known = new Set(keys);
  for (const key of Object.keys(field.value)) {
    if (!known.has(key) && !key.startsWith('x-'))
      finding(member(field, key), 'config/unknown-key', { key, help: suggestion(key, keys) });
  }
}

/** Reports a value of a wrong type. */
export function wrong(field: Field, expected: string): void {
  finding(field, 'config/type', { expected, found: describe(field.value), place: field.pointer });
}

/** Reports something about a field. */
export function finding(
  field: Field,
  code: 'config/type' | 'config/unknown-key' | 'config/value' | 'config/endpoint' | 'config/missing' | 'config/idle' | 'config/foreign' | 'config/unknown-code',
  values: Readonly<Record<string, string>>,
): void {
  field.report.diagnostics.push(diagnostic(code, values, { file: field.report.file, pointer: field.pointer }));
}

/** Any JSON value. */
export const jsonOf = (field: Field): Json | undefined => field.value as Json | undefined;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return value === null ? 'null' : typeof value === 'object' ? 'an object' : `${typeof value} ${JSON.stringify(value)}`;
}

/** An object without the members that are undefined. */
export function defined<T extends object>(
  value: T,
): { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> } & {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as never;
}
