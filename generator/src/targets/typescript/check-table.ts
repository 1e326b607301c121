import type { Operation, RecordDecl, Scalar, TypeDecl, TypeId, TypeRef, UnionDecl } from '../../ir/index.js';
import type { ApiContext } from './context.js';
import { operationsOf } from '../../kit/walk.js';

/** A type of the checker's table; core/validate.ts of the runtime says what each form means. */
export type CheckType = string | readonly [string, ...unknown[]];

/** The table of the response checker: what each call's response must be, and the types that it mentions. */
export interface CheckTable {
  readonly ops: Readonly<Record<string, CheckType>>;
  readonly types: Readonly<Record<string, object>>;
}

interface Builder {
  readonly decls: ReadonlyMap<TypeId, TypeDecl>;
  /** Short ids in the order of first mention. */
  readonly ids: Map<TypeId, string>;
  readonly queue: TypeId[];
}

/** Makes the table of all responses that are JSON; null-prototype objects, so that no name of the document is special. */
export function checkTable({ api, decls }: ApiContext): CheckTable {
  const builder: Builder = { decls, ids: new Map(), queue: [] };
  const ops = Object.create(null) as Record<string, CheckType>;
  for (const operation of operationsOf(api.root)) {
    const type = resultType(operation);
    if (type !== undefined) addCheck(ops, `${operation.method.toUpperCase()} ${operation.path}`, checkType(type, builder));
  }
  const types = Object.create(null) as Record<string, object>;
  for (let index = 0; index < builder.queue.length; index += 1) {
    const id = builder.queue[index] as TypeId;
    types[builder.ids.get(id) as string] = checkDecl(decls.get(id) as TypeDecl, builder);
  }
  return { ops, types };
}

/** Operations may share a method and a path, and then only what they have in common can be checked. */
function addCheck(ops: Record<string, CheckType>, key: string, type: CheckType): void {
  const known = ops[key];
  ops[key] = known === undefined || JSON.stringify(known) === JSON.stringify(type) ? type : '*';
}

const resultType = ({ result }: Operation): TypeRef | undefined =>
  result.kind === 'value' ? (result.optional ? { kind: 'nullable', inner: result.type } : result.type) : undefined;

function checkType(ref: TypeRef, builder: Builder): CheckType {
  switch (ref.kind) {
    case 'scalar':
      return ref.asString === true ? 's' : scalarCheck(ref.scalar);
    case 'literal':
      return ['=', ref.value];
    case 'named':
      return namedCheck(ref.id, builder);
    case 'list':
      return ['l', checkType(ref.item, builder)];
    case 'map':
      return ['m', checkType(ref.value, builder)];
    case 'tuple':
      return [
        't',
        ref.items.map((item) => checkType(item, builder)),
        ...(ref.rest === undefined ? [] : [checkType(ref.rest, builder)]),
      ];
    case 'nullable':
      return ['?', checkType(ref.inner, builder)];
    case 'unknown':
      return '*';
  }
}

function scalarCheck(scalar: Scalar): string {
  if (scalar === 'boolean') return 'b';
  if (scalar === 'integer' || scalar === 'int32' || scalar === 'int64') return 'i';
  return scalar === 'number' || scalar === 'float' || scalar === 'double' || scalar === 'decimal' ? 'n' : 's';
}

function namedCheck(id: TypeId, builder: Builder): CheckType {
  const decl = builder.decls.get(id);
  if (decl === undefined) return '*';
  if (decl.kind === 'alias' && decl.type.kind !== 'named' && !mentions(decl.type)) return checkType(decl.type, builder);
  const known = builder.ids.get(id);
  if (known !== undefined) return `#${known}`;
  const made = builder.ids.size.toString(36);
  builder.ids.set(id, made);
  builder.queue.push(id);
  return `#${made}`;
}

/** Whether a type leads on to declarations, so that writing it out might not end. */
const mentions = (ref: TypeRef): boolean => ref.kind !== 'scalar' && ref.kind !== 'literal' && ref.kind !== 'unknown';

function checkDecl(decl: TypeDecl, builder: Builder): object {
  switch (decl.kind) {
    case 'alias':
      return { a: checkType(decl.type, builder) };
    case 'enum':
      return { e: decl.values.map(({ value }) => value), ...(decl.open ? { open: 1 } : {}) };
    case 'union':
      return unionCheck(decl, builder);
    case 'record':
      return recordCheck(decl, builder);
  }
}

function unionCheck({ variants, discriminator }: UnionDecl, builder: Builder): object {
  const u = variants.map(({ type }) => checkType(type, builder));
  const tags = Object.create(null) as Record<string, number>;
  variants.forEach((variant, index) => {
    for (const tag of variant.tags) tags[String(tag)] ??= index;
  });
  const complete = discriminator !== undefined && variants.every((variant) => variant.tags.length > 0);
  return complete ? { u, d: discriminator, m: tags } : { u };
}

function recordCheck({ properties, extra }: RecordDecl, builder: Builder): object {
  const required = Object.create(null) as Record<string, CheckType>;
  const optional = Object.create(null) as Record<string, CheckType>;
  for (const property of properties) {
    if (property.writeOnly) continue;
    (property.required ? required : optional)[property.name.wire] = checkType(property.type, builder);
  }
  return {
    ...(Object.keys(required).length === 0 ? {} : { p: required }),
    ...(Object.keys(optional).length === 0 ? {} : { o: optional }),
    ...(extra === undefined || extra.kind === 'unknown' ? {} : { x: checkType(extra, builder) }),
  };
}
