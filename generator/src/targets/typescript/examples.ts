import type { CallExample, Json, Operation, Param, RecordDecl } from '../../ir/index.js';
import { literal, propertyKey } from '../../kit/literal.js';
import { sample, sampleCut, sampleEach, sampleFile } from '../../kit/sample.js';
import type { SampleOptions } from '../../kit/sample.js';
import type { ApiContext } from './context.js';

/** The arguments of one example call. */
export interface ExampleCall {
  /** Values of parameters outside the body; optional ones only where the document gives an example of the call. */
  readonly params: ReadonlyMap<Param, Json>;
  readonly body: Json | undefined;
  /** Code of the positional arguments and the argument object. */
  readonly args: readonly string[];
}

/** Makes the example call of an operation: the document's first example of the call, completed by samples. */
export function exampleCall(operation: Operation, context: ApiContext, extra: Readonly<Record<string, Json>> = {}): ExampleCall {
  const options: SampleOptions = { decls: context.decls, direction: 'input' };
  const example = operation.examples[0];
  const required = operation.params.filter((param) => param.required);
  const samples = new Map(sampleEach(required, options).map((value, index) => [required[index] as Param, value]));
  const params = new Map(operation.params.flatMap((param) => paramEntry(param, example, { options, samples })));
  const body = bodyOf(operation, context, example, options);
  return { params, body: extend(body, extra), args: argumentCode(operation, params, { body: extend(body, extra), context }) };
}

const extend = (body: Json | undefined, extra: Readonly<Record<string, Json>>): Json | undefined =>
  Object.keys(extra).length === 0 || !isObject(body) ? body : { ...body, ...extra };

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Samples {
  readonly options: SampleOptions;
  /** Of the required parameters. */
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
  context: ApiContext,
  example: CallExample | undefined,
  options: SampleOptions,
): Json | undefined {
  if (body === undefined) return undefined;
  const given = example?.body ?? examples[0]?.body;
  const content = body.contents[0];
  const decl = context.decls.get(argument?.type ?? '');
  if (given !== undefined && content.kind === 'json' && body.shape === 'value') return given;
  if (isObject(given) && content.kind === 'json') return decl?.kind === 'record' ? known(given, decl) : given;
  if (body.shape === 'value' || decl?.kind !== 'record')
    return content.kind === 'text' || content.kind === 'xml' ? 'example' : sample(content.type, options);
  const fields = decl.properties.filter(({ location, required, readOnly }) => location === 'body' && required && !readOnly);
  const samples = sampleEach(fields, options);
  return Object.fromEntries(fields.map((property, index) => [property.name.wire, samples[index] as Json]));
}

/** An example without the members that the type does not have, or that only a server sets. */
function known(given: { readonly [key: string]: Json }, decl: RecordDecl): Json {
  const may = (wire: string): boolean => {
    const property = decl.properties.find(({ name, location }) => location === 'body' && name.wire === wire);
    return property === undefined ? decl.extra !== undefined : !property.readOnly;
  };
  const entries = Object.entries(given).filter(([wire]) => may(wire));
  return entries.length === Object.keys(given).length ? given : Object.fromEntries(entries);
}

interface Given {
  readonly body: Json | undefined;
  readonly context: ApiContext;
}

function argumentCode(operation: Operation, params: ReadonlyMap<Param, Json>, { body, context }: Given): readonly string[] {
  const { argument, positional } = operation;
  const byWire = (wire: string): Param | undefined =>
    operation.params.find((param) => param.in === 'path' && param.name.wire === wire);
  const first = positional.map((wire) => valueCode(params.get(byWire(wire) as Param) ?? 'example'));
  if (argument === undefined) return first;
  if (argument.name === 'body' && argument.bodyField === undefined)
    return [...first, ...(body === undefined ? [] : [valueCode(body)])];
  const keys = context.argumentKeys(operation);
  const entries = [...params]
    .filter(([param]) => !(param.in === 'path' && positional.includes(param.name.wire)))
    .map(([param, value]) => [keys.get(param) ?? param.name.wire, value] as const);
  const renamed = new Map(context.renamedFields(operation).map(({ key, name }) => [name.wire, key]));
  const fields =
    argument.bodyField !== undefined
      ? body === undefined
        ? []
        : [[argument.bodyField, body] as const]
      : isObject(body)
        ? Object.entries(body).map(([wire, value]) => [renamed.get(wire) ?? wire, value] as const)
        : [];
  const all = [...entries, ...fields];
  return all.length === 0 && !argument.required ? first : [...first, objectCode(all)];
}

const objectCode = (entries: readonly (readonly [string, Json])[], names?: ValueNames): string =>
  entries.length === 0
    ? '{}'
    : `{ ${entries.map(([key, value]) => `${propertyKey(key)}: ${valueCode(value, names)}`).join(', ')} }`;

/** Variables that hold certain values, by identity. */
export type ValueNames = ReadonlyMap<Json, string>;

/** Code of a value; files become uploads, values that a variable holds its name. */
export function valueCode(value: Json, names?: ValueNames): string {
  if (value === sampleFile) return "await toFile('example', 'example.txt')";
  if (value === sampleCut) return '{} as never';
  if (typeof value === 'string') return literal(value);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  const name = names?.get(value);
  if (name !== undefined) return name;
  if (Array.isArray(value)) return `[${value.map((item: Json) => valueCode(item, names)).join(', ')}]`;
  return objectCode(Object.entries(value), names);
}

/** Whether a value holds the content of a file. */
export function holdsFile(value: Json | undefined): boolean {
  if (value === sampleFile) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some((item: Json) => holdsFile(item));
}
