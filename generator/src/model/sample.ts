import type { Json, Property, RecordDecl, Response, Scalar, TypeId, TypeRef } from '../ir/index.js';
import type { Draft } from './context.js';
import { conforms } from './conforms.js';
import { sampleOfPattern } from './pattern.js';

type ScalarRef = Extract<TypeRef, { readonly kind: 'scalar' }>;

/** Makes values for types; each declaration's value is made once. */
export interface Sampler {
  readonly drafts: ReadonlyMap<TypeId, Draft>;
  readonly known: Map<TypeId, Json>;
  readonly active: Set<TypeId>;
  /** Responses with their examples. */
  readonly responses: Map<Response, Response>;
}

/** Starts a sampler over the declarations of an API. */
export const makeSampler = (drafts: ReadonlyMap<TypeId, Draft>): Sampler => ({
  drafts,
  known: new Map(),
  active: new Set(),
  responses: new Map(),
});

/** Values that an example may have, long texts counted by their length; no example of a known API comes near. */
const mostWeight = 3000;

/** Whether a value is too large for an example: written out, what occurs in it often counts as often. */
export const isHeavy = (value: Json): boolean => weightOf(value) > mostWeight;

const weights = new WeakMap<object, number>();

/** Worked out once for each object: a sample holds one object in many places. */
function weightOf(value: Json): number {
  if (typeof value === 'string') return 1 + value.length / 100;
  if (typeof value !== 'object' || value === null) return 1;
  let weight = weights.get(value);
  if (weight === undefined) {
    weight = 1;
    for (const item of Object.values(value)) weight += weightOf(item as Json);
    weights.set(value, weight);
  }
  return weight;
}

/** A value of a type: from its examples and defaults where they fit, else from its format and limits; optional properties are left out. */
export function sampleOf(sampler: Sampler, type: TypeRef): Json {
  switch (type.kind) {
    case 'scalar':
      return scalarSample(type);
    case 'literal':
      return type.value;
    case 'named':
      return namedSample(sampler, type.id);
    case 'list': {
      // Lists in lists in lists: one item each from some depth on, or a short document would ask for endless samples.
      const count = sampler.active.size > 6 ? 1 : Math.min(Math.max(1, type.constraints?.minItems ?? 1), 10);
      if (type.constraints?.maxItems === 0 || isOpen(sampler, type.item)) return [];
      return new Array<Json>(count).fill(sampleOf(sampler, type.item));
    }
    case 'tuple':
      return type.items.map((item) => sampleOf(sampler, item));
    case 'map':
      return isOpen(sampler, type.value) ? {} : { foo: sampleOf(sampler, type.value) };
    case 'nullable':
      return isOpen(sampler, type.inner) ? null : sampleOf(sampler, type.inner);
    case 'unknown':
      return {};
  }
}

/** Whether a type is being made already, so that making it again would have no end. */
function isOpen(sampler: Sampler, type: TypeRef): boolean {
  if (type.kind === 'named') return sampler.active.has(type.id);
  if (type.kind === 'list') return isOpen(sampler, type.item);
  return type.kind === 'nullable' ? isOpen(sampler, type.inner) : false;
}

function namedSample(sampler: Sampler, id: TypeId): Json {
  const known = sampler.known.get(id);
  if (known !== undefined) return known;
  const draft = sampler.drafts.get(id);
  if (!draft || sampler.active.has(id) || sampler.active.size > 40) return {};
  sampler.active.add(id);
  const given = draft.examples.find((example) => !isHeavy(example) && conforms(sampler.drafts, { kind: 'named', id }, example));
  const made = given ?? draftSample(sampler, draft);
  sampler.active.delete(id);
  sampler.known.set(id, made);
  return made;
}

function draftSample(sampler: Sampler, draft: Draft): Json {
  switch (draft.kind) {
    case 'record':
      return recordSample(sampler, draft, ({ required }) => required);
    case 'enum':
      return draft.values[0]?.value ?? null;
    case 'alias':
      return sampleOf(sampler, draft.type);
    case 'union': {
      const variant = draft.variants.find(({ type }) => !isOpen(sampler, type)) ?? draft.variants[0];
      return variant ? sampleOf(sampler, variant.type) : {};
    }
  }
}

/** An object with the properties that are chosen. */
export function recordSample(
  sampler: Sampler,
  draft: RecordDecl | Draft<RecordDecl>,
  chosen: (property: Property) => boolean,
): Json {
  const found: Record<string, Json> = {};
  for (const property of draft.properties) {
    if (!chosen(property) || (property.readOnly && !property.required)) continue;
    setOwn(found, property.name.wire, propertySample(sampler, property));
  }
  return found;
}

/** Sets a property by a name from the document: `__proto__` is a name like others. */
export function setOwn(target: Record<string, Json>, name: string, value: Json): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  else target[name] = value;
}

/** A value for a property: its own example or default if it fits. */
export function propertySample(
  sampler: Sampler,
  { type, example, default: preset }: Pick<Property, 'type' | 'example' | 'default'>,
): Json {
  for (const given of [example, preset])
    if (given !== undefined && given !== null && !isHeavy(given) && conforms(sampler.drafts, type, given)) return given;
  return sampleOf(sampler, type);
}

const texts: Partial<Record<Scalar, string>> = {
  date: '2019-12-27',
  dateTime: '2019-12-27T18:11:19.117Z',
  time: '18:11:19Z',
  duration: 'PT5M',
  uuid: '182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e',
  uri: 'https://example.com',
  email: 'dev@example.com',
  ip: '203.0.113.7',
  base64: 'aGVsbG8=',
  binary: 'example data',
  file: 'example data',
};

function scalarSample(type: ScalarRef): Json {
  if (type.scalar === 'boolean') return true;
  if (type.asString) return '0';
  if (isNumeric(type.scalar)) return numberSample(type);
  if (type.format === 'ipv6') return '2001:db8::1';
  return texts[type.scalar] ?? textSample(type);
}

/** Whether a scalar is a number in JSON. */
export const isNumeric = (scalar: Scalar): boolean => numeric.has(scalar);

const numeric: ReadonlySet<Scalar> = new Set<Scalar>(['number', 'float', 'double', 'integer', 'int32', 'int64', 'decimal']);

function textSample({ constraints }: ScalarRef): string {
  const { pattern, minLength = 0, maxLength = Infinity } = constraints ?? {};
  const made = pattern === undefined ? undefined : sampleOfPattern(pattern);
  const base = made ?? 'text';
  if (base.length < minLength)
    return base.padEnd(Math.min(minLength, 10_000), base === '' ? 'x' : (base[base.length - 1] as string));
  return base.length > maxLength ? base.slice(0, Math.max(0, maxLength)) : base;
}

function numberSample({ scalar, constraints = {} }: ScalarRef): number {
  const whole = scalar === 'integer' || scalar === 'int32' || scalar === 'int64';
  const step = constraints.multipleOf ?? (whole ? 1 : 0);
  const low =
    constraints.minimum ??
    (constraints.exclusiveMinimum === undefined ? undefined : constraints.exclusiveMinimum + (whole ? 1 : step || 0.5));
  const high =
    constraints.maximum ??
    (constraints.exclusiveMaximum === undefined ? undefined : constraints.exclusiveMaximum - (whole ? 1 : step || 0.5));
  if (low !== undefined && low > 0) return step > 0 ? Math.ceil(low / step) * step : low;
  if (high !== undefined && high < 0) return step > 0 ? Math.floor(high / step) * step : high;
  return 0;
}
