import type { CallExample, Json, Operation, Param, RecordDecl, TypeRef } from '../ir/index.js';
import { sample, sampleEach, sampleFile } from './sample.js';
import type { SampleOptions } from './sample.js';

/** The values of one example call. */
export interface ExampleValues {
  /** Values of parameters outside the body; optional ones only where the document gives an example of the call. */
  readonly params: ReadonlyMap<Param, Json>;
  readonly body: Json | undefined;
}

/** Makes the values of an example call: the document's first example of the call, completed by samples; `extra` goes into the body. */
export function exampleValues(operation: Operation, decls: SampleOptions['decls'], extra: Readonly<Record<string, Json>> = {}): ExampleValues {
  const options: SampleOptions = { decls, direction: 'input' };
  const example = operation.examples[0];
  const required = operation.params.filter((param) => param.required || param.in === 'path');
  const samples = new Map(sampleEach(required, options).map((value, index) => [required[index] as Param, value]));
  const params = new Map(operation.params.flatMap((param) => paramEntry(param, example, { options, samples })));
  return { params, body: extend(bodyOf(operation, decls, example, options), extra) };
}

const extend = (body: Json | undefined, extra: Readonly<Record<string, Json>>): Json | undefined =>
  Object.keys(extra).length === 0 || !isObject(body) ? body : { ...body, ...extra };

/** Whether a value is an object with members. */
export const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Samples {
  readonly options: SampleOptions;
  /** Of the required parameters, and of all in the path. */
  readonly samples: ReadonlyMap<Param, Json>;
}

function paramEntry(param: Param, example: CallExample | undefined, { options, samples }: Samples): (readonly [Param, Json])[] {
  const given = example !== undefined && Object.hasOwn(example.params, param.name.wire) ? example.params[param.name.wire] : undefined;
  const value = given !== undefined && isPlain(given, param) ? given : samples.get(param);
  if (value === undefined) return [];
  return [[param, isPlain(value, param) ? value : sample(param.type, options)]];
}

/** Whether a value is written the same way on every wire: what no encoding rule changes or refuses. */
function isPlain(value: Json, param: Param): boolean {
  if (param.in === 'path') return typeof value === 'number' || (typeof value === 'string' && /^[\w-]+$/.test(value));
  if (param.in === 'header' || param.in === 'cookie') return typeof value !== 'string' || /^[\w.:/-]+$/.test(value);
  return true;
}

function bodyOf(
  { body, argument, examples }: Operation,
  decls: SampleOptions['decls'],
  example: CallExample | undefined,
  options: SampleOptions,
): Json | undefined {
  if (body === undefined) return undefined;
  const given = example?.body ?? examples[0]?.body;
  const content = body.contents[0];
  const decl = decls.get(argument?.type ?? '');
  if (given !== undefined && content.kind === 'json' && body.shape === 'value') return known(given, content.type, decls);
  if (isObject(given) && content.kind === 'json') return decl?.kind === 'record' ? knownMembers(given, decl, decls) : given;
  if (body.shape === 'value' || decl?.kind !== 'record')
    return content.kind === 'text' || content.kind === 'xml' ? 'example' : sample(content.type, options);
  const fields = decl.properties.filter(({ location, required, readOnly }) => location === 'body' && required && !readOnly);
  const samples = sampleEach(fields, options);
  return Object.fromEntries(fields.map((property, index) => [property.name.wire, samples[index] as Json]));
}

/** An example without the members that its type does not have, or that only a server sets, at any depth outside of unions. */
function known(given: Json, ref: TypeRef, decls: SampleOptions['decls'], depth = 0): Json {
  if (typeof given !== 'object' || given === null || depth > 40) return given;
  const inner = (value: Json, type: TypeRef | undefined): Json => (type === undefined ? value : known(value, type, decls, depth + 1));
  if (ref.kind === 'nullable') return inner(given, ref.inner);
  if (ref.kind === 'list') return Array.isArray(given) ? given.map((item: Json) => inner(item, ref.item)) : given;
  if (ref.kind === 'tuple') return Array.isArray(given) ? given.map((item: Json, index) => inner(item, ref.items[index] ?? ref.rest)) : given;
  if (ref.kind === 'map') return isObject(given) ? Object.fromEntries(Object.entries(given).map(([wire, item]) => [wire, inner(item, ref.value)])) : given;
  const decl = ref.kind === 'named' ? decls.get(ref.id) : undefined;
  if (decl?.kind === 'alias') return inner(given, decl.type);
  return decl?.kind === 'record' && isObject(given) ? knownMembers(given, decl, decls, depth + 1) : given;
}

/** The members of an object that a record has, each without what its own type lacks. */
function knownMembers(given: { readonly [key: string]: Json }, decl: RecordDecl, decls: SampleOptions['decls'], depth = 0): Json {
  const properties = new Map(decl.properties.filter(({ location = 'body' }) => location === 'body').map((property) => [property.name.wire, property]));
  const entries = Object.entries(given).flatMap(([wire, item]) => {
    const property = properties.get(wire);
    if (property?.readOnly === true || (property === undefined && decl.extra === undefined)) return [];
    const type = property?.type ?? decl.extra;
    return [[wire, type === undefined ? item : known(item, type, decls, depth + 1)] as const];
  });
  return Object.fromEntries(entries);
}

/** Whether a value holds the content of a file. */
export function holdsFile(value: Json | undefined): boolean {
  if (value === sampleFile) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some((item: Json) => holdsFile(item));
}
