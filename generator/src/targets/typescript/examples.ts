import type { Json, Operation, Param } from '../../ir/index.js';
import { exampleValues, isObject } from '../../kit/example-values.js';
import type { ExampleValues } from '../../kit/example-values.js';
import { literal, propertyKey } from '../../kit/literal.js';
import { sampleCut, sampleFile } from '../../kit/sample.js';
import type { ApiContext } from './context.js';

/** The arguments of one example call. */
export interface ExampleCall extends ExampleValues {
  /** Code of the positional arguments and the argument object. */
  readonly args: readonly string[];
}

/** Makes the example call of an operation: the document's first example of the call, completed by samples. */
export function exampleCall(operation: Operation, context: ApiContext, extra: Readonly<Record<string, Json>> = {}): ExampleCall {
  const { params, body } = exampleValues(operation, context.decls, extra);
  return { params, body, args: argumentCode(operation, params, { body, context }) };
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
