import type { Constraints, TypeRef } from '../ir/index.js';
import type { Located, Node } from '../resolve/openapi.js';
import {
  arrayItems,
  enumValues,
  extensibleValues,
  isNullable,
  refOf,
  refSiblings,
  types,
  type LocatedSchema,
  type SchemaType,
} from '../resolve/schema.js';
import { allOfType } from './all-of.js';
import { modelAt } from './components.js';
import { unsaid, type Context, type Head, type Slot } from './context.js';
import { declareAlias, inside, named, nullable } from './declare.js';
import { enumType } from './enum.js';
import { isAny } from './extensions.js';
import { singularWords } from './inflect.js';
import { recordOrMap } from './record.js';
import { constraintsOf, hasStringFormat, scalarOf } from './scalar.js';
import { unionOfTypes, unionType } from './union.js';
import { nameFrom } from './words.js';

const unknown: TypeRef = { kind: 'unknown' };
/** Schemas nested deeper than this become unknown. */
const maxDepth = 150;

/** The type of a schema where it stands. Each schema is read once within its scope, however often it is referenced. */
export function typeOf(ctx: Context, schema: LocatedSchema, slot: Slot): TypeRef {
  const { value } = schema;
  if (typeof value === 'boolean') {
    if (!value) unsaid(ctx, 'a schema that is `false`', schema);
    return unknown;
  }
  const node = schema as Located<Node>;
  const model = ctx.models.get(value);
  if (model && slot.head?.id !== model.head.id) return model.ref;
  const { memo } = slot.owner.scope;
  const known = memo.get(value);
  if (known) return known;
  if (ctx.active.length > maxDepth || ctx.active.includes(value)) {
    unsaid(ctx, ctx.active.includes(value) ? 'a type that holds only itself' : 'a schema nested too deeply', schema);
    return unknown;
  }
  ctx.active.push(value);
  const found = refOf(value) === undefined ? read(ctx, node, slot) : follow(ctx, node, slot);
  ctx.active.pop();
  if (!slot.head && found.kind !== 'scalar') memo.set(value, found);
  return found;
}

const shaping = [
  'type',
  'properties',
  'allOf',
  'oneOf',
  'anyOf',
  'enum',
  'const',
  'items',
  'additionalProperties',
  'required',
  'patternProperties',
] as const;

/** Whether a schema says anything of the type, beside documentation and limits. */
export function isShaping(schema: Node): boolean {
  return shaping.some((key) => schema[key] !== undefined);
}

function follow(ctx: Context, node: Located<Node>, slot: Slot): TypeRef {
  const siblings = refSiblings(node, ctx.openapi.dialect);
  if (siblings && isShaping(siblings.value)) {
    const { $ref, ...rest } = node.value;
    return read(ctx, { ...node, value: { allOf: [{ $ref }], ...rest } }, slot);
  }
  const target = ctx.openapi.deref(node);
  const type = target ? (modelAt(ctx, target)?.ref ?? typeOf(ctx, target, slot)) : unknown;
  return node.value.nullable === true || node.value['x-nullable'] === true ? nullable(type) : type;
}

function read(ctx: Context, node: Located<Node>, slot: Slot): TypeRef {
  const type = core(ctx, node, slot);
  return isNullable(node.value) ? nullable(type) : type;
}

function core(ctx: Context, node: Located<Node>, slot: Slot): TypeRef {
  const schema = node.value;
  mention(ctx, node);
  if (isAny(schema)) return unknown;
  if (enumValues(schema) ?? extensibleValues(schema)) return enumType(ctx, node, slot);
  if (Array.isArray(schema.allOf) && schema.allOf.length > 0) return allOfType(ctx, node, slot);
  if ((Array.isArray(schema.oneOf) && schema.oneOf.length > 0) || (Array.isArray(schema.anyOf) && schema.anyOf.length > 0))
    return unionType(ctx, node, slot);
  const all = types(schema);
  const declared = all.length === 1 && all[0] !== 'null' ? all : all.filter((type) => type !== 'null');
  if (declared.length > 1) return unionOfTypes(ctx, node, slot, declared);
  const type = declared[0] ?? guess(schema);
  return type === undefined ? unknown : single(ctx, node, slot, type);
}

/** The type of a schema, read as one of the types it names. */
export function single(ctx: Context, node: Located<Node>, slot: Slot, type: SchemaType): TypeRef {
  if (type === 'object') return recordOrMap(ctx, node, slot);
  if (type === 'array') return listOf(ctx, node, slot);
  return type === 'null' ? unknown : scalarOf(node.value, type);
}

/** The type that a schema without `type` shows by its other keywords. */
function guess(schema: Node): SchemaType | undefined {
  if (
    schema.properties !== undefined ||
    schema.additionalProperties !== undefined ||
    schema.patternProperties !== undefined ||
    schema.unevaluatedProperties !== undefined
  )
    return 'object';
  if (schema.items !== undefined || schema.prefixItems !== undefined) return 'array';
  if (hasStringFormat(schema) || schema.contentMediaType !== undefined || schema.contentEncoding !== undefined) return 'string';
  if (schema.pattern !== undefined || schema.minLength !== undefined || schema.maxLength !== undefined) return 'string';
  return schema.minimum !== undefined || schema.maximum !== undefined || schema.multipleOf !== undefined ? 'number' : undefined;
}

function listOf(ctx: Context, node: Located<Node>, slot: Slot): TypeRef {
  const { prefix, rest } = arrayItems(node);
  const constraints = constraintsOf(node.value);
  const itemSlot = slot.head
    ? inside(slot.head, nameFrom([...slot.head.name.words, 'item']))
    : inside(slot.owner, nameFrom(singularWords(slot.name.words)));
  if (prefix.length > 0) {
    const items = prefix.map((item) => typeOf(ctx, item, itemSlot));
    const closed = rest?.value === false || constraints?.maxItems === prefix.length;
    return { kind: 'tuple', items, ...(closed ? {} : { rest: rest ? typeOf(ctx, rest, itemSlot) : unknown }) };
  }
  const item = rest ? typeOf(ctx, rest, itemSlot) : unknown;
  return { kind: 'list', item, ...withArrayLimits(constraints) };
}

function withArrayLimits(constraints: Constraints | undefined): { readonly constraints?: Constraints } {
  return constraints ? { constraints } : {};
}

const unhoused = new Set([
  'not',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'dependentRequired',
  'dependencies',
  'contains',
  'propertyNames',
  'unevaluatedItems',
]);

function mention(ctx: Context, node: Located<Node>): void {
  for (const key in node.value) {
    if (unhoused.has(key)) unsaid(ctx, `\`${key}\``, node);
  }
}

/** Builds the declaration of a head from a schema: an alias where the schema needs no declaration of its own. */
export function declareType(ctx: Context, head: Head, schema: LocatedSchema): TypeRef {
  const node = typeof schema.value === 'boolean' ? { ...schema, value: {} } : (schema as Located<Node>);
  const type = typeOf(ctx, schema, { owner: head, name: head.name, head });
  const bare = type.kind === 'nullable' ? type.inner : type;
  if (ctx.drafts.has(head.id) && bare.kind === 'named' && bare.id === head.id) return type;
  if (ctx.drafts.has(head.id)) return type;
  declareAlias(ctx, head, node, bare);
  return type.kind === 'nullable' ? nullable(named(head.id)) : named(head.id);
}
