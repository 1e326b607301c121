import { child, childMap, isNode, place } from './located.js';
import type { Dialect, Located, Node } from './openapi.js';

/** Any JSON value of a document. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The values of the keyword `type`. */
export type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

const schemaTypes: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

const alone: ReadonlyMap<unknown, readonly SchemaType[]> = new Map([...schemaTypes].map((type) => [type, [type as SchemaType]]));

/** The types a schema names, in order and without repetition; `null` is among them for `nullable: true` and `x-nullable: true`. Empty when it names none. */
export function types(schema: Node): readonly SchemaType[] {
  const { type } = schema;
  const nullable = nullableFlag(schema);
  const single = nullable ? undefined : alone.get(type);
  if (single) return single;
  const declared: readonly unknown[] = type === 'file' ? ['string'] : Array.isArray(type) ? type : [type];
  const known = [...new Set(declared)].filter((name): name is SchemaType => schemaTypes.has(name));
  return known.length > 0 && nullable && !known.includes('null') ? [...known, 'null'] : known;
}

/** Whether null is allowed by `type`, `nullable` or `x-nullable` (an alternative `{type: 'null'}` of anyOf or oneOf is for the reader of those). */
export function isNullable(schema: Node): boolean {
  return schema.type === 'null' || nullableFlag(schema) || (Array.isArray(schema.type) && schema.type.includes('null'));
}

function nullableFlag(schema: Node): boolean {
  return schema.nullable === true || schema['x-nullable'] === true;
}

/** Whether the schema allows null and nothing else: `{type: 'null'}`, `{const: null}`, `{enum: [null]}`. */
export function isNullOnly(schema: Node): boolean {
  const { type } = schema;
  if (type === 'null' || (Array.isArray(type) && type.length === 1 && type[0] === 'null')) return true;
  const values = enumValues(schema);
  return values !== undefined && values.length > 0 && values.every((value) => value === null);
}

/** The reference of an object: `$ref`, else `$dynamicRef` or `$recursiveRef`, which are followed as if they were static. */
export function refOf(node: Node): string | undefined {
  if (typeof node.$ref === 'string') return node.$ref;
  if (typeof node.$dynamicRef === 'string') return node.$dynamicRef;
  return typeof node.$recursiveRef === 'string' ? node.$recursiveRef : undefined;
}

const siblingsOf = new WeakMap<Node, Node | null>();

/**
 * What stands beside a `$ref` and applies together with the target, or undefined when nothing does: every keyword from 3.1 on;
 * before, only `summary`, `description` and extensions (the rest is to be ignored).
 */
export function refSiblings(located: Located<Node>, dialect: Dialect): Located<Node> | undefined {
  const { value } = located;
  let rest = siblingsOf.get(value);
  if (rest === undefined) {
    rest = siblings(value, dialect);
    siblingsOf.set(value, rest);
  }
  return rest ? { ...located, value: rest } : undefined;
}

function siblings(node: Node, dialect: Dialect): Node | null {
  if (refOf(node) === undefined) return null;
  const all = dialect === '3.1' || dialect === '3.2';
  const kept = Object.keys(node).filter((key) =>
    key === '$ref' || key === '$dynamicRef' || key === '$recursiveRef' ? false : all || key === 'summary' || key === 'description' || key.startsWith('x-'),
  );
  return kept.length === 0 ? null : Object.fromEntries(kept.map((key) => [key, node[key]]));
}

/** The allowed values: `enum`, or `const` as a list of one; undefined when neither is given. */
export function enumValues(schema: Node): readonly Json[] | undefined {
  if (Object.hasOwn(schema, 'const')) return [schema.const as Json];
  return Array.isArray(schema.enum) ? (schema.enum as readonly Json[]) : undefined;
}

/** The values that are known of an open set: `x-extensible-enum` as a list of values; undefined when it is none. */
export function extensibleValues(schema: Node): readonly Json[] | undefined {
  const values = schema['x-extensible-enum'];
  return Array.isArray(values) && values.length > 0 ? (values as readonly Json[]) : undefined;
}

/** The one allowed value, from `const` or an enum of one; undefined when there are none or several. */
export function constValue(schema: Node): { readonly value: Json } | undefined {
  const values = enumValues(schema);
  return values?.length === 1 ? { value: values[0] as Json } : undefined;
}

/** The default, if the schema has one (which may be null). */
export function defaultValue(schema: Node): { readonly value: Json } | undefined {
  return Object.hasOwn(schema, 'default') ? { value: schema.default as Json } : undefined;
}

/** The examples of a schema, parameter or media type: `examples` as a list, or `example`, `x-example` as a list of one. */
export function schemaExamples(schema: Node): readonly Json[] {
  if (Array.isArray(schema.examples)) return schema.examples as readonly Json[];
  if (Object.hasOwn(schema, 'example')) return [schema.example as Json];
  return Object.hasOwn(schema, 'x-example') ? [schema['x-example'] as Json] : noExamples;
}

const noExamples: readonly Json[] = [];

/** The validation keywords of one schema; bounds of 2.0 and 3.0 that are exclusive by a boolean come as exclusive numbers. */
export interface SchemaLimits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

const plainLimits = ['multipleOf', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'] as const;

/** Reads the validation keywords; undefined when there are none. Values of a wrong type are left out. */
export function limits(schema: Node): SchemaLimits | undefined {
  return hasLimits(schema) ? readLimits(schema) : undefined;
}

const limiting: ReadonlySet<string> = new Set([...plainLimits, 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'pattern', 'uniqueItems']);

/** Most schemas have none, and few keys: to look at those is cheaper than to ask for each keyword. */
function hasLimits(schema: Node): boolean {
  for (const key in schema) if (limiting.has(key)) return true;
  return false;
}

function readLimits(schema: Node): SchemaLimits | undefined {
  const found: { -readonly [K in keyof SchemaLimits]: SchemaLimits[K] } = {};
  bound(schema, found, 'minimum', 'exclusiveMinimum');
  bound(schema, found, 'maximum', 'exclusiveMaximum');
  for (const key of plainLimits) {
    const value = schema[key];
    if (typeof value === 'number') found[key] = value;
  }
  if (typeof schema.pattern === 'string') found.pattern = schema.pattern;
  if (schema.uniqueItems === true) found.uniqueItems = true;
  for (const _ in found) return found;
  return undefined;
}

function bound(
  schema: Node,
  found: { -readonly [K in keyof SchemaLimits]: SchemaLimits[K] },
  inclusive: 'minimum' | 'maximum',
  exclusive: 'exclusiveMinimum' | 'exclusiveMaximum',
): void {
  const limit = schema[inclusive];
  const edge = schema[exclusive];
  if (typeof limit === 'number') found[edge === true ? exclusive : inclusive] = limit;
  if (typeof edge === 'number') found[exclusive] = edge;
}

/**
 * What a string carries: `base64` (format `byte`, contentEncoding base64 and its like), `file` (format `binary`, type `file`, or a
 * contentMediaType that is not text), or `text`.
 */
export function stringContent(schema: Node): 'text' | 'base64' | 'file' {
  if (schema.type === 'file' || schema.format === 'binary') return 'file';
  if (schema.format === 'byte' || schema.format === 'base64') return 'base64';
  const encoding = schema.contentEncoding;
  if (typeof encoding === 'string') return encoding.toLowerCase().startsWith('base64') ? 'base64' : 'text';
  const media = schema.contentMediaType;
  if (typeof media !== 'string') return 'text';
  return /^text\/|[/+]json$|[/+]xml$/i.test(media) ? 'text' : 'file';
}

/** How a union tells its variants apart. */
export interface Discriminator {
  readonly propertyName: string;
  /** Values to component names or references, to be followed with `OpenApi.refer` from where the schema stands. */
  readonly mapping: readonly (readonly [string, string])[];
  /** The variant for a value that is absent or unknown (3.2). */
  readonly defaultMapping?: string;
}

/** The discriminator; 2.0's plain string becomes an object. */
export function discriminator(schema: Node): Discriminator | undefined {
  const raw = schema.discriminator;
  if (typeof raw === 'string') return { propertyName: raw, mapping: [] };
  if (!isNode(raw) || typeof raw.propertyName !== 'string') return undefined;
  const mapping = isNode(raw.mapping) ? Object.entries(raw.mapping).filter((entry): entry is [string, string] => typeof entry[1] === 'string') : [];
  return {
    propertyName: raw.propertyName,
    mapping,
    ...(typeof raw.defaultMapping === 'string' ? { defaultMapping: raw.defaultMapping } : {}),
  };
}

/** A schema in place; `true` and `false` are schemas since 3.1. */
export type LocatedSchema = Located<Node | boolean>;

/** The schema at a keyword (`items`, `additionalProperties`, `schema`, `not` …); undefined when there is none. */
export function subschema(parent: Located<Node>, key: string): LocatedSchema | undefined {
  const found = child(parent, key);
  return found && (typeof found.value === 'boolean' || isNode(found.value)) ? (found as LocatedSchema) : undefined;
}

/** The properties with their schemas, in the document's order. */
export function properties(schema: Located<Node>): readonly (readonly [string, LocatedSchema])[] {
  return schemaMap(schema, 'properties');
}

/** The schemas below a map keyword: `properties`, `patternProperties`, `$defs`, `dependentSchemas`. */
export function schemaMap(schema: Located<Node>, key: string): readonly (readonly [string, LocatedSchema])[] {
  const found: (readonly [string, LocatedSchema])[] = [];
  eachSchema(schema, key, (name, located) => void found.push([name, located]));
  return found;
}

/** Calls `visit` with each schema below a map keyword, in the document's order. */
export function eachSchema(schema: Located<Node>, key: string, visit: (name: string, located: LocatedSchema) => void): void {
  const map = child(schema, key);
  if (!map || !isNode(map.value)) return;
  for (const name of Object.keys(map.value)) {
    const value = map.value[name];
    if (typeof value === 'boolean' || isNode(value)) visit(name, place(map, name, value));
  }
}

const noSchemas: readonly LocatedSchema[] = [];

/** The schemas below a list keyword: `allOf`, `anyOf`, `oneOf`, `prefixItems`. */
export function schemaList(schema: Located<Node>, key: string): readonly LocatedSchema[] {
  const list = child(schema, key);
  if (!list || !Array.isArray(list.value)) return noSchemas;
  const found: LocatedSchema[] = [];
  (list.value as readonly unknown[]).forEach((value, index) => {
    if (typeof value === 'boolean' || isNode(value)) found.push(place(list, String(index), value));
  });
  return found;
}

/** What an array holds: positional schemas first (`prefixItems`, or `items` as a list), then the schema of the rest. */
export function arrayItems(schema: Located<Node>): { readonly prefix: readonly LocatedSchema[]; readonly rest?: LocatedSchema } {
  const listed = Array.isArray(schema.value.items);
  const prefix = schemaList(schema, listed ? 'items' : 'prefixItems');
  const rest = subschema(schema, listed ? 'additionalItems' : 'items');
  return rest ? { prefix, rest } : { prefix };
}

/** The names listed in `required`. */
export function requiredNames(schema: Node): ReadonlySet<string> {
  if (!Array.isArray(schema.required) || schema.required.length === 0) return noNames;
  return new Set((schema.required as readonly unknown[]).filter((name): name is string => typeof name === 'string'));
}

const noNames: ReadonlySet<string> = new Set();

/** Named examples of a media type or parameter: the map `examples` (3.x), else `example` under the name `default`. */
export function namedExamples(parent: Located<Node>): readonly (readonly [string, Located<Node>])[] {
  if (isNode(parent.value.examples)) return childMap(parent, 'examples');
  const single = child(parent, 'example');
  return single ? [['default', { ...single, value: { value: single.value } }]] : [];
}
