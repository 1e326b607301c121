import type { Constraints, Json, Property, Scalar, TypeId, TypeRef } from '../ir/index.js';
import type { Draft } from './context.js';

/** Values nested deeper than this are taken to fit. */
const maxDepth = 40;

/** Whether a value is of a type, as far as shape, enums and limits tell; patterns are not run. */
export function conforms(drafts: ReadonlyMap<TypeId, Draft>, type: TypeRef, value: Json, depth = 0): boolean {
  if (depth > maxDepth) return true;
  switch (type.kind) {
    case 'unknown':
      return true;
    case 'nullable':
      return value === null || conforms(drafts, type.inner, value, depth + 1);
    case 'literal':
      return value === type.value;
    case 'scalar':
      return scalarFits(type.scalar, type.asString === true, value) && limitsFit(type.constraints, value);
    case 'list':
      return (
        Array.isArray(value) &&
        limitsFit(type.constraints, value) &&
        value.every((item: Json) => conforms(drafts, type.item, item, depth + 1))
      );
    case 'tuple':
      return (
        Array.isArray(value) &&
        type.items.every((item, index) => index < value.length && conforms(drafts, item, value[index] as Json, depth + 1))
      );
    case 'map':
      return isObject(value) && Object.values(value).every((item) => conforms(drafts, type.value, item, depth + 1));
    case 'named': {
      const draft = drafts.get(type.id);
      return !draft || draftFits(drafts, draft, value, depth + 1);
    }
  }
}

function draftFits(drafts: ReadonlyMap<TypeId, Draft>, draft: Draft, value: Json, depth: number): boolean {
  switch (draft.kind) {
    case 'alias':
      return conforms(drafts, draft.type, value, depth);
    case 'enum':
      return draft.values.some((known) => known.value === value) || (draft.open && typeof value === 'string');
    case 'union':
      return draft.variants.some((variant) => conforms(drafts, variant.type, value, depth));
    case 'record':
      return isObject(value) && recordFits(drafts, draft, value, depth);
  }
}

function recordFits(
  drafts: ReadonlyMap<TypeId, Draft>,
  draft: Extract<Draft, { kind: 'record' }>,
  value: { readonly [key: string]: Json },
  depth: number,
): boolean {
  const { byWire, required } = indexOf(draft);
  let missing = required;
  for (const key of Object.keys(value)) {
    const property = byWire.get(key);
    if (!property) {
      if (draft.closed) return false;
      continue;
    }
    if (property.required) missing -= 1;
    if (!conforms(drafts, property.type, value[key] as Json, depth)) return false;
  }
  return missing === 0;
}

/** The properties of a record by their names, and how many are required. */
interface Index {
  readonly byWire: ReadonlyMap<string, Property>;
  readonly required: number;
}

const indexes = new WeakMap<readonly Property[], Index>();

/** Worked out once for a record: examples are matched against few records, very often. */
function indexOf({ properties }: Extract<Draft, { kind: 'record' }>): Index {
  let found = indexes.get(properties);
  if (!found) {
    const byWire = new Map<string, Property>();
    let required = 0;
    for (const property of properties) {
      byWire.set(property.name.wire, property);
      if (property.required) required += 1;
    }
    indexes.set(properties, (found = { byWire, required }));
  }
  return found;
}

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wholes: ReadonlySet<Scalar> = new Set<Scalar>(['integer', 'int32', 'int64']);
const numbers: ReadonlySet<Scalar> = new Set<Scalar>(['number', 'float', 'double', 'decimal']);

const formats: Partial<Record<Scalar, RegExp>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  dateTime: /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}/,
  uuid: /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i,
  email: /^[^@\s]+@[^@\s]+$/,
  uri: /^\S*$/,
};

function scalarFits(scalar: Scalar, asString: boolean, value: Json): boolean {
  if (scalar === 'boolean') return typeof value === 'boolean';
  if (!asString && wholes.has(scalar)) return Number.isInteger(value);
  if (!asString && numbers.has(scalar)) return typeof value === 'number';
  if (typeof value !== 'string') return false;
  return value.length > 300 || formats[scalar]?.test(value) !== false;
}

function limitsFit(limits: Constraints | undefined, value: Json): boolean {
  if (!limits) return true;
  if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = limits;
    return (
      value >= minimum &&
      value <= maximum &&
      (value > exclusiveMinimum || exclusiveMinimum === -Infinity) &&
      (value < exclusiveMaximum || exclusiveMaximum === Infinity)
    );
  }
  if (typeof value === 'string') return value.length >= (limits.minLength ?? 0) && value.length <= (limits.maxLength ?? Infinity);
  return !Array.isArray(value) || (value.length >= (limits.minItems ?? 0) && value.length <= (limits.maxItems ?? Infinity));
}
