import type {
  Constraints,
  EnumDecl,
  Json,
  Property,
  RecordDecl,
  Scalar,
  TypeDecl,
  TypeId,
  TypeRef,
  UnionDecl,
} from '../ir/index.js';

/** Stands in a sample for the content of a file; compare by identity. */
export const sampleFile: Json = Object.freeze({ file: 'example' });

/** Stands in a sample for an object that is left out because the sample would be too large with it; compare by identity. */
export const sampleCut: Json = Object.freeze({});

/** What samples are made with. */
export interface SampleOptions {
  readonly decls: ReadonlyMap<TypeId, TypeDecl>;
  /** Whose properties are left out: those that a server sets (input), or those that only a client sends (output). */
  readonly direction: 'input' | 'output';
}

/** A small value of a type, the same for the same type: required properties only, examples of the document where they fit. */
export function sample(ref: TypeRef, options: SampleOptions): Json {
  return sampleEach([{ type: ref }], options)[0] as Json;
}

/** What has a type and perhaps an example of its own: a property or a parameter. */
type Sampled = Pick<Property, 'type' | 'example'>;

/** A value of each, with the document's example where it has the type. All together stay small. */
export function sampleEach(items: readonly Sampled[], options: SampleOptions): readonly Json[] {
  for (const levels of depths) {
    const making: Making = { ...options, levels, left: { values: levels === 1 ? Infinity : mostValues } };
    const made = items.map((item) => propertySample(item, making, []));
    if (making.left.values >= 0) return made;
  }
  throw new Error('one level always fits');
}

/** Values in a sample (no known API needs more than 100); one that would have more is made again with fewer levels. */
const mostValues = 200;
const depths = [Infinity, 8, 6, 5, 4, 3, 2, 1];

/** What a sample in the making may still become. */
interface Making extends SampleOptions {
  /** Declarations inside of each other; below, objects are left out. */
  readonly levels: number;
  readonly left: { values: number };
}

const fixed: Readonly<Partial<Record<Scalar, Json>>> = {
  boolean: true,
  date: '2024-01-31',
  dateTime: '2024-01-31T12:00:00Z',
  time: '12:00:00Z',
  duration: 'P1D',
  uuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
  uri: 'https://example.com/page',
  email: 'someone@example.com',
  ip: '192.0.2.1',
  base64: 'aGVsbG8=',
};

const numeric = new Set<Scalar>(['number', 'float', 'double', 'integer', 'int32', 'int64', 'decimal']);

function make(ref: TypeRef, making: Making, open: readonly TypeId[]): Json {
  making.left.values -= 1;
  switch (ref.kind) {
    case 'scalar':
      return scalarSample(ref.scalar, ref.asString === true, ref.constraints ?? {}, making);
    case 'literal':
      return ref.value;
    case 'named':
      return named(ref.id, making, open);
    case 'list':
      return listSample(ref, making, open);
    case 'tuple':
      return making.left.values < 0 ? [] : ref.items.map((item) => make(item, making, open));
    case 'map':
      return ref.value.kind === 'named' && open.includes(ref.value.id) ? {} : { key: make(ref.value, making, open) };
    case 'nullable':
      return ref.inner.kind === 'named' && open.includes(ref.inner.id) ? null : make(ref.inner, making, open);
    case 'unknown':
      return {};
  }
}

function listSample({ item, constraints }: Extract<TypeRef, { readonly kind: 'list' }>, making: Making, open: readonly TypeId[]): Json {
  if (item.kind === 'named' && open.includes(item.id)) return [];
  const count = open.length > 6 || making.levels === 1 ? 1 : Math.min(constraints?.minItems ?? 1, 3) || 1;
  const items: Json[] = [];
  while (items.length < count && (items.length === 0 || making.left.values >= 0)) items.push(make(item, making, open));
  return items;
}

function scalarSample(scalar: Scalar, asString: boolean, limits: Constraints, { direction }: SampleOptions): Json {
  if (scalar === 'file' || scalar === 'binary') return direction === 'input' ? sampleFile : 'content';
  if (numeric.has(scalar)) return asString ? '1' : numberSample(limits);
  return fixed[scalar] ?? stringSample(limits);
}

function numberSample({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf = 1 }: Constraints): number {
  const low = exclusiveMinimum === undefined ? (minimum ?? 1) : exclusiveMinimum + multipleOf;
  const high = exclusiveMaximum === undefined ? maximum : exclusiveMaximum - multipleOf;
  const wished = Math.max(low, 1);
  const within = high !== undefined && wished > high ? Math.max(low, high) : wished;
  return Number.isSafeInteger(within) || Math.abs(within) < 1e6 ? within : 1;
}

const stringSample = ({ minLength = 0, maxLength }: Constraints): string => {
  const text = 'example'.padEnd(Math.min(minLength, 1000), 'e');
  return maxLength !== undefined && maxLength < text.length ? text.slice(0, maxLength) : text;
};

function named(id: TypeId, making: Making, open: readonly TypeId[]): Json {
  const decl = making.decls.get(id);
  if (decl === undefined || open.includes(id)) return {};
  if (decl.kind === 'enum') return enumSample(decl);
  if (making.left.values < 0 || open.length >= making.levels) return sampleCut;
  const inside = [...open, id];
  switch (decl.kind) {
    case 'alias':
      return make(decl.type, making, inside);
    case 'union':
      return unionSample(decl, making, inside);
    case 'record':
      return recordSample(decl, making, inside);
  }
}

const enumSample = ({ values }: EnumDecl): Json => values[0]?.value ?? 'example';

/** The first variant that does not lead back to where we are. */
function unionSample({ variants }: UnionDecl, making: Making, open: readonly TypeId[]): Json {
  const chosen = variants.find(({ type }) => !(type.kind === 'named' && open.includes(type.id))) ?? variants[0];
  return chosen === undefined ? {} : make(chosen.type, making, open);
}

function recordSample(decl: RecordDecl, making: Making, open: readonly TypeId[]): Json {
  const entries = decl.properties
    .filter(({ required, readOnly, writeOnly }) => required && !(making.direction === 'input' ? readOnly : writeOnly))
    .map((property) => [property.name.wire, propertySample(property, making, open)] as const);
  return Object.fromEntries(entries);
}

function propertySample({ type, example }: Sampled, making: Making, open: readonly TypeId[]): Json {
  return example !== undefined && fits(example, type) ? example : make(type, making, open);
}

function fits(value: Json, ref: TypeRef): boolean {
  if (ref.kind === 'nullable') return fits(value, ref.inner);
  if (ref.kind !== 'scalar' || ref.scalar === 'file' || ref.scalar === 'binary') return false;
  if (ref.scalar === 'boolean') return typeof value === 'boolean';
  if (numeric.has(ref.scalar) && ref.asString !== true)
    return typeof value === 'number' && (Number.isSafeInteger(value) || Math.abs(value) < 1e6);
  return typeof value === 'string' && value.length <= 200;
}
