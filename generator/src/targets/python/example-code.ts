import type { Json, Operation, RecordDecl, TypeRef, UnionDecl } from '../../ir/index.js';
import type { ExampleValues } from '../../kit/example-values.js';
import { isObject } from '../../kit/example-values.js';
import { sampleCut, sampleFile } from '../../kit/sample.js';
import { planArguments, sentContent } from './arguments.js';
import type { PythonContext } from './context.js';
import { fieldsOf } from './fields.js';
import { jsonLiteral, literal } from './literal.js';

/** The arguments of an example call as code: positional ones, then `name=value`. */
export function argumentCodes(operation: Operation, { params, body }: ExampleValues, context: PythonContext): readonly string[] {
  const { positional, keywords } = planArguments(operation, context);
  const multipart = sentContent(operation)?.kind === 'multipart';
  const first = positional.map(({ param }) => inputCode(params.get(param) ?? 'example', param.type, context));
  const others = keywords.flatMap(({ name, wire, in: where, whole, field }) => {
    const param = operation.params.find((candidate) => candidate.in === where && candidate.name.wire === wire);
    const value = where !== 'body' ? params.get(param ?? (undefined as never)) : whole === true ? body : memberOf(body, wire);
    if (value === undefined) return [];
    const type = field?.property.type ?? param?.type ?? wholeType(operation);
    return [`${name}=${value === sampleFile && multipart ? '("example.txt", b"example")' : inputCode(value, type, context)}`];
  });
  return [...first, ...others];
}

const wholeType = ({ argument }: Operation): TypeRef | undefined => argument && { kind: 'named', id: argument.type };

const memberOf = (value: Json | undefined, name: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** Code of a value that is sent: members of objects go by the names that they have in Python. */
export function inputCode(value: Json, ref: TypeRef | undefined, context: PythonContext): string {
  if (value === sampleFile) return 'b"example"';
  if (value === sampleCut) return '{}';
  if (typeof value !== 'object' || value === null) return jsonLiteral(value);
  const shape = shapeOf(value, ref, context);
  if (Array.isArray(value)) {
    const item = (index: number): TypeRef | undefined => (shape?.kind === 'list' ? shape.item : shape?.kind === 'tuple' ? (shape.items[index] ?? shape.rest) : undefined);
    const items = value.map((each: Json, index) => inputCode(each, item(index), context));
    return shape?.kind === 'tuple' ? `(${items.join(', ')}${items.length === 1 ? ',' : ''})` : `[${items.join(', ')}]`;
  }
  const members = Object.entries(value as Readonly<Record<string, Json>>);
  if (shape?.kind !== 'record') {
    const inner = shape?.kind === 'map' ? shape.value : undefined;
    return `{${members.map(([wire, item]) => `${literal(wire)}: ${inputCode(item, inner, context)}`).join(', ')}}`;
  }
  const fields = new Map(fieldsOf(shape, 'input').map((field) => [field.wire, field]));
  const entries = members.map(([wire, item]) => {
    const field = fields.get(wire);
    return `${literal(field?.name ?? wire)}: ${inputCode(item, field?.property.type ?? shape.extra, context)}`;
  });
  return `{${entries.join(', ')}}`;
}

type Shape = RecordDecl | Extract<TypeRef, { readonly kind: 'list' | 'map' | 'tuple' }>;

/** What of a type a list or an object is written by: the variant of a union that it fits. */
function shapeOf(value: Json, ref: TypeRef | undefined, context: PythonContext, depth = 0): Shape | undefined {
  if (ref === undefined || depth > 20) return undefined;
  if (ref.kind === 'nullable') return shapeOf(value, ref.inner, context, depth + 1);
  if (ref.kind === 'list' || ref.kind === 'map' || ref.kind === 'tuple') return ref;
  const decl = ref.kind === 'named' ? context.decls.get(ref.id) : undefined;
  if (decl?.kind === 'alias') return shapeOf(value, decl.type, context, depth + 1);
  if (decl?.kind === 'union') return variantOf(value, decl, context, depth);
  return decl?.kind === 'record' ? decl : undefined;
}

function variantOf(value: Json, { variants, discriminator }: UnionDecl, context: PythonContext, depth: number): Shape | undefined {
  const tag = discriminator === undefined ? undefined : memberOf(value, discriminator);
  const tagged = variants.filter(({ tags }) => tags.some((each) => each === tag));
  const shapes = (tagged.length > 0 ? tagged : variants).flatMap(({ type }) => shapeOf(value, type, context, depth + 1) ?? []);
  return shapes.find((shape) => fits(value, shape));
}

function fits(value: Json, shape: Shape): boolean {
  if (Array.isArray(value)) return shape.kind === 'list' || shape.kind === 'tuple';
  if (shape.kind !== 'record') return shape.kind === 'map';
  const known = new Set(shape.properties.map(({ name }) => name.wire));
  return (
    isObject(value) &&
    Object.keys(value).every((name) => known.has(name) || shape.extra !== undefined) &&
    shape.properties.every(({ name, required, type }) => (!required || Object.hasOwn(value, name.wire)) && (type.kind !== 'literal' || value[name.wire] === undefined || value[name.wire] === type.value))
  );
}
