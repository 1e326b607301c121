import type { Constraints, Scalar, TypeRef } from '../ir/index.js';
import { limits, stringContent, type SchemaType } from '../resolve/schema.js';
import type { Node } from '../resolve/openapi.js';

const stringFormats: ReadonlyMap<string, Scalar> = new Map([
  ['date', 'date'],
  ['date-time', 'dateTime'],
  ['datetime', 'dateTime'],
  ['time', 'time'],
  ['partial-time', 'time'],
  ['duration', 'duration'],
  ['uuid', 'uuid'],
  ['guid', 'uuid'],
  ['uri', 'uri'],
  ['url', 'uri'],
  ['uri-reference', 'uri'],
  ['iri', 'uri'],
  ['email', 'email'],
  ['idn-email', 'email'],
  ['ipv4', 'ip'],
  ['ipv6', 'ip'],
  ['ip', 'ip'],
]);
const numericFormats: ReadonlyMap<string, Scalar> = new Map([
  ['int32', 'int32'],
  ['int16', 'int32'],
  ['int8', 'int32'],
  ['uint8', 'int32'],
  ['uint16', 'int32'],
  ['int64', 'int64'],
  ['uint64', 'int64'],
  ['uint32', 'int64'],
  ['long', 'int64'],
  ['float', 'float'],
  ['double', 'double'],
  ['decimal', 'decimal'],
  ['decimal128', 'decimal'],
]);

/** String formats that tell the type where a document forgot `type: string`. */
export function hasStringFormat(schema: Node): boolean {
  return (
    typeof schema.format === 'string' &&
    (stringFormats.has(schema.format) || schema.format === 'binary' || schema.format === 'byte')
  );
}

/** The type of a schema that is a string, number, integer or boolean. */
export function scalarOf(schema: Node, type: Exclude<SchemaType, 'object' | 'array' | 'null'>): TypeRef {
  const format = typeof schema.format === 'string' && schema.format !== '' ? schema.format : undefined;
  const constraints = constraintsOf(schema);
  return format === undefined && constraints === undefined && stringContent(schema) === 'text'
    ? bare[type]
    : described(schema, type, format, constraints);
}

const bare = {
  string: { kind: 'scalar', scalar: 'string' },
  boolean: { kind: 'scalar', scalar: 'boolean' },
  number: { kind: 'scalar', scalar: 'number' },
  integer: { kind: 'scalar', scalar: 'integer' },
} as const satisfies Readonly<Record<string, TypeRef>>;

function described(
  schema: Node,
  type: keyof typeof bare,
  format: string | undefined,
  constraints: Constraints | undefined,
): TypeRef {
  const base = { kind: 'scalar' as const, ...(constraints ? { constraints } : {}), ...(format === undefined ? {} : { format }) };
  if (type === 'boolean') return { ...base, scalar: 'boolean' };
  if (type === 'string') return stringScalar(schema, format, base);
  const scalar = format === undefined ? undefined : numericFormats.get(format);
  if (type === 'integer') return { ...base, scalar: scalar === 'int32' || scalar === 'int64' ? scalar : 'integer' };
  return { ...base, scalar: scalar ?? 'number' };
}

function stringScalar(schema: Node, format: string | undefined, base: { readonly kind: 'scalar' }): TypeRef {
  const content = stringContent(schema);
  if (content !== 'text') return { ...base, scalar: content };
  if (format === undefined) return { ...base, scalar: 'string' };
  const numeric = numericFormats.get(format);
  if (numeric === 'int64' || numeric === 'decimal') return { ...base, scalar: numeric, asString: true };
  return { ...base, scalar: stringFormats.get(format) ?? 'string' };
}

/** The validation keywords of a schema, if it has any. */
export function constraintsOf(schema: Node): Constraints | undefined {
  return limits(schema);
}
