/*
 * Checks parsed responses against a compact table of the document's types (R41). The table is data, so that it costs nothing until
 * it is used:
 *
 *   { ops: { 'GET /models/{model_id}': type, … }, types: { id: declaration, … } }
 *
 * A type is one of
 *   's' 'b' 'n' 'i' '*'   string, boolean, number, integer, anything
 *   '#id'                 the declaration of that id
 *   ['l', type]           list              ['m', type]   map: every member's value
 *   ['?', type]           the type or null  ['=', value]  that value and no other
 *   ['t', [type, …], type?]   tuple: its items, and what may follow (absent: nothing)
 *
 * A declaration is one of
 *   { p: { name: type }, o: { name: type }, x: type }   record: required members, optional ones, the type of all others (each may be absent)
 *   { e: [value, …], open: 1 }                          enum; open: other values are no drift, but their JSON type is checked
 *   { u: [type, …], d: 'name', m: { tag: index } }      union; with a discriminator, its tags and the variants that they select
 *   { a: type }                                         another name for a type
 */
import { parseJSON, stringifyJSON } from '../internal/json.js';
import { APIResponseValidationError, type ErrorDetails } from './error.js';

/** A use of a type; see above. */
export type CheckType =
  | string
  | readonly ['l' | 'm' | '?', CheckType]
  | readonly ['=', string | number | boolean]
  | readonly ['t', readonly CheckType[], CheckType?];

/** A named type; see above. */
export type CheckDecl =
  | { readonly p?: Readonly<Record<string, CheckType>>; readonly o?: Readonly<Record<string, CheckType>>; readonly x?: CheckType }
  | { readonly e: readonly (string | number | boolean)[]; readonly open?: 1 }
  | { readonly u: readonly CheckType[]; readonly d?: string; readonly m?: Readonly<Record<string, number>> }
  | { readonly a: CheckType };

/** The types of an API's responses; see above. */
export interface CheckTable {
  readonly ops: Readonly<Record<string, CheckType>>;
  readonly types: Readonly<Record<string, CheckDecl>>;
}

/** One difference between a response and what the document promised. */
export interface Drift {
  readonly kind: 'unknown-enum-value' | 'unknown-variant' | 'missing-required-field' | 'wrong-type';
  /** The call, as `METHOD /path/template`. */
  readonly operation: string;
  /** JSON pointer to the value; empty for the whole response. */
  readonly pointer: string;
  /** What the document promised, in words. */
  readonly expected: string;
  /** What came: the value of an enum or tag, else the JSON type. */
  readonly actual: string;
}

/** What happens on drift. */
export interface ResponseCheckOptions {
  /** `observe` (default) only tells `onDrift`; `strict` throws an APIResponseValidationError on the first difference. */
  readonly mode?: 'strict' | 'observe' | undefined;
  /** Called for each difference; what it throws is ignored. */
  readonly onDrift?: ((drift: Drift) => void) | undefined;
}

/** The client's `checkResponses` option. */
export type ResponseChecker = (operation: string, value: unknown, details?: ErrorDetails) => void;

/** Differences that are told of one response: a changed list would tell as many as it has items. */
const MAX_DRIFTS = 20;

const NAMES: Readonly<Record<string, string>> = { s: 'a string', b: 'a boolean', n: 'a number', i: 'an integer' };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const typeName = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value === 'bigint' ? 'number' : typeof value);
const step = (pointer: string, key: string | number): string => `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Goes through a value along its type and gathers the differences, up to a limit. */
class Walk {
  readonly drifts: Drift[] = [];

  constructor(
    readonly types: CheckTable['types'],
    readonly operation: string,
    readonly limit: number,
  ) {}

  #add(kind: Drift['kind'], pointer: string, expected: string, actual: string): void {
    if (this.drifts.length < this.limit) this.drifts.push({ kind, operation: this.operation, pointer, expected, actual });
  }

  #wrong(pointer: string, expected: string, value: unknown): void {
    this.#add('wrong-type', pointer, expected, typeName(value));
  }

  check(type: CheckType, value: unknown, pointer: string): void {
    if (this.drifts.length >= this.limit) return;
    if (typeof type !== 'string') this.#compound(type, value, pointer);
    else if (type.startsWith('#')) this.#declared(this.types[type.slice(1)], value, pointer);
    else if (!isScalar(type, value)) this.#wrong(pointer, NAMES[type] ?? type, value);
  }

  #compound(type: Exclude<CheckType, string>, value: unknown, pointer: string): void {
    switch (type[0]) {
      case '?':
        if (value !== null) this.check(type[1], value, pointer);
        return;
      case '=':
        if (typeof value !== typeof type[1]) this.#wrong(pointer, stringifyJSON(type[1]), value);
        else if (value !== type[1]) this.#add('unknown-enum-value', pointer, stringifyJSON(type[1]), stringifyJSON(value));
        return;
      case 'l':
        if (!Array.isArray(value)) this.#wrong(pointer, 'an array', value);
        else value.forEach((item, index) => this.check(type[1], item, step(pointer, index)));
        return;
      case 'm':
        if (!isObject(value)) this.#wrong(pointer, 'an object', value);
        else for (const [key, member] of Object.entries(value)) this.check(type[1], member, step(pointer, key));
        return;
      case 't':
        this.#tuple(type[1], type[2], value, pointer);
    }
  }

  #tuple(items: readonly CheckType[], rest: CheckType | undefined, value: unknown, pointer: string): void {
    if (!Array.isArray(value)) return this.#wrong(pointer, 'an array', value);
    if (!rest && value.length > items.length) this.#add('wrong-type', pointer, `at most ${items.length} items`, `${value.length} items`);
    value.forEach((item, index) => this.check(items[index] ?? rest ?? '*', item, step(pointer, index)));
  }

  #declared(decl: CheckDecl | undefined, value: unknown, pointer: string): void {
    if (!decl) return;
    if ('a' in decl) this.check(decl.a, value, pointer);
    else if ('e' in decl) this.#enum(decl, value, pointer);
    else if ('u' in decl) this.#union(decl, value, pointer);
    else this.#record(decl, value, pointer);
  }

  #enum({ e, open }: Extract<CheckDecl, { e: unknown }>, value: unknown, pointer: string): void {
    if (e.includes(value as string)) return;
    const kinds = new Set(e.map((known) => typeName(known)));
    if (!kinds.has(typeName(value))) this.#wrong(pointer, `one of ${[...kinds].join(', ')}`, value);
    else if (!open) this.#add('unknown-enum-value', pointer, `one of ${e.map((known) => stringifyJSON(known)).join(', ')}`, stringifyJSON(value));
  }

  #record({ p = {}, o = {}, x }: Extract<CheckDecl, { p?: unknown }>, value: unknown, pointer: string): void {
    if (!isObject(value)) return this.#wrong(pointer, 'an object', value);
    for (const [name, type] of Object.entries(p)) {
      if (Object.hasOwn(value, name)) this.check(type, value[name], step(pointer, name));
      else this.#add('missing-required-field', step(pointer, name), 'a value', 'nothing');
    }
    for (const [name, type] of Object.entries(o)) if (Object.hasOwn(value, name)) this.check(type, value[name], step(pointer, name));
    if (x === undefined) return;
    for (const [name, member] of Object.entries(value)) if (!Object.hasOwn(p, name) && !Object.hasOwn(o, name)) this.check(x, member, step(pointer, name));
  }

  #union({ u, d, m }: Extract<CheckDecl, { u: unknown }>, value: unknown, pointer: string): void {
    const tag = d !== undefined && isObject(value) ? value[d] : undefined;
    if (m && tag !== undefined) {
      const index = Object.hasOwn(m, String(tag)) ? m[String(tag)] : undefined;
      if (index !== undefined) return this.check(u[index] ?? '*', value, pointer);
      return this.#add('unknown-variant', step(pointer, d!), `one of ${Object.keys(m).map((known) => stringifyJSON(known)).join(', ')}`, stringifyJSON(tag));
    }
    // Without a tag, one variant that fits is enough.
    if (u.some((type) => this.#attempt(type, value, pointer, 1).length === 0)) return;
    // Where only one is of the value's own kind, what differs inside it tells more.
    const near = u.map((type) => this.#attempt(type, value, pointer, this.limit)).filter((all) => all.every((drift) => drift.pointer !== pointer));
    if (near.length === 1) this.drifts.push(...near[0]!.slice(0, this.limit - this.drifts.length));
    else this.#add('unknown-variant', pointer, `one of ${u.length} variants`, typeName(value));
  }

  #attempt(type: CheckType, value: unknown, pointer: string, limit: number): readonly Drift[] {
    const walk = new Walk(this.types, this.operation, limit);
    walk.check(type, value, pointer);
    return walk.drifts;
  }
}

function isScalar(type: string, value: unknown): boolean {
  switch (type) {
    case 's':
      return typeof value === 'string';
    case 'b':
      return typeof value === 'boolean';
    case 'n':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'i':
      return typeof value === 'bigint' || Number.isInteger(value);
    default:
      return true;
  }
}

/**
 * Makes an API's response checker: `new Client({ checkResponses: responseChecker({ mode: 'strict' }) })`. Members that the document
 * does not know are never drift, and nothing is thrown unless the mode is `strict`.
 */
export function makeResponseChecker(table: CheckTable | string): (options?: ResponseCheckOptions) => ResponseChecker {
  let parsed = typeof table === 'string' ? undefined : table;
  return ({ mode = 'observe', onDrift } = {}) =>
    (operation, value, details) => {
      // A table given as text is parsed when it is first needed.
      parsed ??= parseJSON(table as string) as CheckTable;
      const type = parsed.ops[operation];
      if (type === undefined) return;
      const walk = new Walk(parsed.types, operation, mode === 'strict' && !onDrift ? 1 : MAX_DRIFTS);
      walk.check(type, value, '');
      for (const drift of walk.drifts) tell(onDrift, drift);
      const first = walk.drifts[0];
      if (mode === 'strict' && first) throw new APIResponseValidationError(describe(first), { ...details, body: value, cause: first });
    };
}

/** Observing never breaks a call. */
function tell(onDrift: ResponseCheckOptions['onDrift'], drift: Drift): void {
  try {
    onDrift?.(drift);
  } catch {
    return;
  }
}

const describe = ({ kind, operation, pointer, expected, actual }: Drift): string =>
  `The response of ${operation} is not what the API promised: ${kind.replaceAll('-', ' ')} at '${pointer}', expected ${expected} but received ${actual}`;
