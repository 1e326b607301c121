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

/** What samples are made with. */
export interface SampleOptions {
  readonly decls: ReadonlyMap<TypeId, TypeDecl>;
  /** Whose properties are left out: those that a server sets (input), or those that only a client sends (output). */
  readonly direction: 'input' | 'output';
}

/** A small value of a type, the same for the same type: required properties only, examples of the document where they fit. */
export function sample(ref: TypeRef, options: SampleOptions): Json {
  return make(ref, options, []);
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

function make(ref: TypeRef, options: SampleOptions, open: readonly TypeId[]): Json {
  switch (ref.kind) {
    case 'scalar':
      return scalarSample(ref.scalar, ref.asString === true, ref.constraints ?? {}, options);
    case 'literal':
      return ref.value;
    case 'named':
      return named(ref.id, options, open);
    case 'list':
      return ref.item.kind === 'named' && open.includes(ref.item.id)
        ? []
        : Array.from({ length: open.length > 6 ? 1 : Math.min(ref.constraints?.minItems ?? 1, 3) || 1 }, () => make(ref.item, options, open));
    case 'tuple':
      return ref.items.map((item) => make(item, options, open));
    case 'map':
      return ref.value.kind === 'named' && open.includes(ref.value.id) ? {} : { key: make(ref.value, options, open) };
    case 'nullable':
      return ref.inner.kind === 'named' && open.includes(ref.inner.id) ? null : make(ref.inner, options, open);
    case 'unknown':
      return {};
  }
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

function named(id: TypeId, options: SampleOptions, open: readonly TypeId[]): Json {
  const decl = options.decls.get(id);
  if (decl === undefined || open.includes(id)) return {};
  const inside = [...open, id];
  switch (decl.kind) {
    case 'enum':
      return enumSample(decl);
    case 'alias':
      return make(decl.type, options, inside);
    case 'union':
      return unionSample(decl, options, inside);
    case 'record':
      return recordSample(decl, options, inside);
  }
}

const enumSample = ({ values }: EnumDecl): Json => values[0]?.value ?? 'example';

/** The first variant that does not lead back to where we are. */
function unionSample({ variants }: UnionDecl, options: SampleOptions, open: readonly TypeId[]): Json {
  const chosen = variants.find(({ type }) => !(type.kind === 'named' && open.includes(type.id))) ?? variants[0];
  return chosen === undefined ? {} : make(chosen.type, options, open);
}

function recordSample(decl: RecordDecl, options: SampleOptions, open: readonly TypeId[]): Json {
  const entries = decl.properties
    .filter(({ required, readOnly, writeOnly }) => required && !(options.direction === 'input' ? readOnly : writeOnly))
    .map((property) => [property.name.wire, propertySample(property, options, open)] as const);
  return Object.fromEntries(entries);
}

/** A value of a property: the document's example where it has the property's type. */
export function propertySample(
  { type, example }: Pick<Property, 'type' | 'example'>,
  options: SampleOptions,
  open: readonly TypeId[] = [],
): Json {
  return example !== undefined && fits(example, type) ? example : make(type, options, open);
}

function fits(value: Json, ref: TypeRef): boolean {
  if (ref.kind === 'nullable') return fits(value, ref.inner);
  if (ref.kind !== 'scalar' || ref.scalar === 'file' || ref.scalar === 'binary') return false;
  if (ref.scalar === 'boolean') return typeof value === 'boolean';
  if (numeric.has(ref.scalar) && ref.asString !== true)
    return typeof value === 'number' && (Number.isSafeInteger(value) || Math.abs(value) < 1e6);
  return typeof value === 'string' && value.length <= 200;
}
