import type { Name, TypeRef, UnionDecl, Variant } from '../ir/index.js';
import type { Located, Node } from '../resolve/openapi.js';
import {
  discriminator,
  enumValues,
  isNullable,
  isNullOnly,
  refOf,
  schemaList,
  types,
  type LocatedSchema,
  type SchemaType,
} from '../resolve/schema.js';
import { hasShape } from './all-of.js';
import { modelAt } from './components.js';
import { unsaid, type Context, type Head, type Slot } from './context.js';
import { declare, headFor, named, nullable } from './declare.js';
import { declareEnum, notesOf, type ValueNote } from './enum.js';
import { unique, type Taken } from './names.js';
import { mapTags } from './narrow.js';
import { declareRecord } from './record.js';
import { shapeOf, type Shape } from './shape.js';
import { tagging, type Tagging } from './tags.js';
import { titleName, titleOf } from './titles.js';
import { single, typeOf } from './types.js';
import { nameFrom, nameOf } from './words.js';

/** The type of a schema with oneOf or anyOf. */
export function unionType(ctx: Context, node: Located<Node>, slot: Slot): TypeRef {
  const { members, nulls } = membersOf(ctx, node);
  const wrap = (type: TypeRef): TypeRef => (nulls ? nullable(type) : type);
  const own = ownShape(ctx, node, members);
  if (own === 'record') return wrap(declareRecord(ctx, node, slot, shapeOf(ctx, node)));
  if (members.length === 0) return { kind: 'unknown' };
  if (members.length === 1 && own === undefined) return wrap(typeOf(ctx, members[0] as LocatedSchema, slot));
  const notes = own === undefined ? enumNotes(members) : undefined;
  if (notes) return wrap(declareEnum(ctx, node, slot, notes));
  return wrap(declareUnion(ctx, node, slot, { union: node, ...(own ? { rest: own } : {}) }));
}

function membersOf(ctx: Context, node: Located<Node>): { readonly members: readonly LocatedSchema[]; readonly nulls: boolean } {
  const key = schemaList(node, 'oneOf').length > 0 ? 'oneOf' : 'anyOf';
  if (key === 'oneOf' && schemaList(node, 'anyOf').length > 0) unsaid(ctx, '`anyOf` beside `oneOf`', node);
  const all = schemaList(node, key);
  const members = all.filter(({ value }) => typeof value === 'boolean' || !isNullOnly(value));
  const open = members.some(({ value }) => value === true || (typeof value !== 'boolean' && Object.keys(value).length === 0));
  return { members: open ? [] : members, nulls: members.length < all.length };
}

/** What stands beside oneOf: nothing, properties that belong into each variant, or a record whose alternatives only say what is required. */
function ownShape(ctx: Context, node: Located<Node>, members: readonly LocatedSchema[]): Shape | 'record' | undefined {
  if (node.value.properties === undefined) return undefined;
  const { oneOf: _one, anyOf: _any, ...own } = node.value;
  const shaped = members.filter((member) => typeof member.value !== 'boolean' && hasShape(ctx, member as Located<Node>));
  if (shaped.length < members.length || members.length === 0) {
    unsaid(ctx, 'alternatives of required properties', node);
    return 'record';
  }
  if (members.some((member) => derivesFrom(ctx, member, node))) return undefined;
  return shapeOf(ctx, { ...node, value: own });
}

/** Whether a variant is built on the union itself by allOf (the inheritance style), so that it has its properties already. */
function derivesFrom(ctx: Context, member: LocatedSchema, base: Located<Node>): boolean {
  const target = ctx.openapi.deref(member as Located<Node>);
  return (
    target !== undefined &&
    schemaList(target, 'allOf').some(
      (part) => typeof part.value !== 'boolean' && ctx.openapi.deref(part as Located<Node>)?.value === base.value,
    )
  );
}

/** The values of a union that is an enum in disguise: of constants, of enums, of a plain string and an enum. */
function enumNotes(
  members: readonly LocatedSchema[],
): { readonly notes: readonly ValueNote[]; readonly open: boolean } | undefined {
  const notes: ValueNote[] = [];
  let open = false;
  for (const { value } of members) {
    if (typeof value === 'boolean' || refOf(value) !== undefined) return undefined;
    const values = enumValues(value);
    if (!values) {
      if (
        types(value).join() !== 'string' ||
        value.format !== undefined ||
        value.oneOf !== undefined ||
        value.anyOf !== undefined ||
        value.allOf !== undefined
      )
        return undefined;
      open = true;
      continue;
    }
    const scalars = values.filter((item) => typeof item === 'string' || typeof item === 'number');
    if (scalars.length !== values.length) return undefined;
    for (const item of memberNotes(value, scalars)) if (!notes.some((known) => known.value === item.value)) notes.push(item);
  }
  if (open && notes.some(({ value }) => typeof value !== 'string')) return undefined;
  return notes.length > 0 && (notes.length > 1 || open) ? { notes, open } : undefined;
}

function memberNotes(schema: Node, values: readonly (string | number)[]): readonly ValueNote[] {
  if (values.length !== 1) return notesOf(schema, values);
  const { title, description } = schema;
  const name = typeof title === 'string' && titleOf(schema) ? title : undefined;
  return [
    {
      value: values[0] as string | number,
      ...(name === undefined ? {} : { name }),
      ...(typeof description === 'string' ? { description } : {}),
      ...(schema.deprecated === true ? { deprecated: true } : {}),
    },
  ];
}

/** A union schema, and the shape that goes into each of its variants. */
export interface UnionParts {
  readonly union: Located<Node>;
  readonly rest?: Shape;
}

/** Declares a union; its name is known before its variants are read. */
export function declareUnion(ctx: Context, node: Located<Node>, slot: Slot, { union, rest }: UnionParts): TypeRef {
  const { members, nulls } = membersOf(ctx, union);
  const head = headFor(ctx, slot, slot.head ? undefined : titleName(node.value, slot));
  const ref = named(head.id);
  if (!slot.head) slot.owner.scope.memo.set(node.value, nulls || isNullable(node.value) ? nullable(ref) : ref);
  const draft = declare(ctx, head, node, { kind: 'union', variants: [] }) as { -readonly [K in keyof UnionDecl]: UnionDecl[K] };
  const tags = tagging(ctx, union, members);
  draft.variants = variantsOf(ctx, head, { members, tags, ...(rest ? { rest } : {}) });
  if (tags.property !== undefined) {
    draft.discriminator = tags.property;
    if ((discriminator(union.value)?.mapping.length ?? 0) > 0) mapVariants(ctx, draft, tags.property);
  }
  return ref;
}

function mapVariants(ctx: Context, { variants }: UnionDecl, property: string): void {
  for (const { type, tags } of variants) {
    const inner = type.kind === 'nullable' ? type.inner : type;
    if (inner.kind === 'named') mapTags(ctx, inner.id, property, tags);
  }
}

function variantsOf(
  ctx: Context,
  head: Head,
  given: { readonly members: readonly LocatedSchema[]; readonly tags: Tagging; readonly rest?: Shape },
): readonly Variant[] {
  const taken: Taken = new Map();
  const seen = new Set<string>();
  const variants: Variant[] = [];
  given.members.forEach((member, index) => {
    const name = memberName(ctx, member, index);
    const slot: Slot = { owner: head, name, titled: true };
    const type =
      given.rest && typeof member.value !== 'boolean'
        ? mergedVariant(ctx, member as Located<Node>, slot, given.rest)
        : typeOf(ctx, member, slot);
    const bare = type.kind === 'nullable' ? type : type;
    const key = JSON.stringify(bare);
    if (seen.has(key) && (given.tags.tags[index]?.length ?? 0) === 0) return;
    seen.add(key);
    variants.push({ type, name: unique(taken, nameForVariant(type, name)), tags: given.tags.tags[index] ?? [] });
  });
  return variants;
}

function nameForVariant(type: TypeRef, name: Name): Name {
  const inner = type.kind === 'nullable' ? type.inner : type;
  if (!name.wire.startsWith('UnionMember')) return name;
  if (inner.kind === 'scalar') return nameOf(inner.scalar);
  if (inner.kind === 'literal') return nameOf(String(inner.value));
  return inner.kind === 'list' || inner.kind === 'map' ? nameOf(inner.kind) : name;
}

/** A variant is called by its title, its component, or its place. */
function memberName(ctx: Context, member: LocatedSchema, index: number): Name {
  if (typeof member.value !== 'boolean') {
    const titled = titleOf(member.value);
    if (titled) return titled;
    if (refOf(member.value) !== undefined) {
      const target = ctx.openapi.deref(member as Located<Node>);
      const model = modelAt(ctx, target);
      if (model) return model.head.name;
      const component = target && (titleOf(target.value) ?? nameOfComponent(ctx, target));
      if (component) return component;
    }
  }
  return { wire: `UnionMember${index}`, words: ['union', 'member', String(index)] };
}

function nameOfComponent(ctx: Context, target: Located<Node>): Name | undefined {
  const name = ctx.openapi.componentName(target);
  return name === undefined ? undefined : nameOf(name);
}

function mergedVariant(ctx: Context, member: Located<Node>, slot: Slot, rest: Shape): TypeRef {
  const target = ctx.openapi.deref(member);
  if (!target) return { kind: 'unknown' };
  const own = shapeOf(ctx, target);
  if (!own.object && own.properties.size === 0) return typeOf(ctx, member, slot);
  ctx.depth.copies += own.properties.size;
  const required = new Set([...rest.required, ...own.required]);
  const properties = new Map([...rest.properties, ...own.properties]);
  for (const [wire, property] of properties)
    if (required.has(wire) && !property.required) properties.set(wire, { ...property, required: true });
  for (const [wire, { from, ...property }] of properties) if (from) properties.set(wire, property);
  const extra = own.extra ?? rest.extra;
  const shape: Shape = {
    properties,
    bases: [],
    required: new Set([...rest.required, ...own.required]),
    closed: own.closed,
    object: true,
    unions: [],
    others: [],
    ...(extra ? { extra } : {}),
  };
  return declareRecord(ctx, { ...target, value: { ...target.value } }, slot, shape);
}

/** A schema that names several types: a union of them. */
export function unionOfTypes(ctx: Context, node: Located<Node>, slot: Slot, declared: readonly SchemaType[]): TypeRef {
  const head = headFor(ctx, slot, slot.head ? undefined : titleName(node.value, slot));
  const ref = named(head.id);
  if (!slot.head) slot.owner.scope.memo.set(node.value, isNullable(node.value) ? nullable(ref) : ref);
  const draft = declare(ctx, head, node, { kind: 'union', variants: [] }) as { -readonly [K in keyof UnionDecl]: UnionDecl[K] };
  draft.variants = declared.map((type) => ({
    type: single(ctx, node, { owner: head, name: nameFrom([type]) }, type),
    name: nameOf(type),
    tags: [],
  }));
  return ref;
}
