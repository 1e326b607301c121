import type { Located, Node } from '../resolve/openapi.js';
import { discriminator, enumValues, refOf, schemaList, type LocatedSchema } from '../resolve/schema.js';
import type { Context } from './context.js';
import { shapeOf } from './shape.js';

type Tag = string | number | boolean;

/** The property that tells variants apart, and the values that select each variant. */
export interface Tagging {
  readonly property?: string;
  readonly tags: readonly (readonly Tag[])[];
}

/** How the variants of a union are told apart: by its discriminator, or by constants that differ in each variant. */
export function tagging(ctx: Context, union: Located<Node>, members: readonly LocatedSchema[]): Tagging {
  const declared = discriminator(union.value);
  if (declared) {
    const mapped = mappedTags(ctx, union, declared.mapping);
    return {
      property: declared.propertyName,
      tags: members.map((member) => memberTags(ctx, member, declared.propertyName, mapped)),
    };
  }
  return implicit(ctx, members);
}

function mappedTags(
  ctx: Context,
  union: Located<Node>,
  mapping: readonly (readonly [string, string])[],
): ReadonlyMap<object, readonly string[]> {
  const found = new Map<object, string[]>();
  for (const [tag, reference] of mapping) {
    const target = ctx.openapi.refer(union, reference);
    if (!target) continue;
    const tags = found.get(target.value);
    if (tags) tags.push(tag);
    else found.set(target.value, [tag]);
  }
  return found;
}

function memberTags(
  ctx: Context,
  member: LocatedSchema,
  property: string,
  mapped: ReadonlyMap<object, readonly string[]>,
): readonly Tag[] {
  if (typeof member.value === 'boolean') return [];
  const target = ctx.openapi.deref(member as Located<Node>);
  if (!target) return [];
  const declared = mapped.get(target.value);
  if (declared) return declared;
  const constant = constants(ctx, target, property, 0);
  if (constant.length > 0) return constant;
  const component = refOf(member.value as Node) === undefined ? undefined : ctx.openapi.componentName(target);
  return component === undefined ? [] : [component];
}

/** Unions nested deeper than this are not searched for tags. */
const maxNesting = 6;

/** The constants that a schema allows for a property; of a union, those of its variants. */
function constants(ctx: Context, node: Located<Node>, property: string, depth: number): readonly Tag[] {
  const found = shapeOf(ctx, node).properties.get(property);
  if (found && typeof found.schema.value !== 'boolean') {
    const target = ctx.openapi.deref(found.schema as Located<Node>);
    const values = target ? enumValues(target.value) : undefined;
    return values
      ? values.filter(
          (value): value is Tag => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
        )
      : [];
  }
  if (depth >= maxNesting) return [];
  const variants = [...schemaList(node, 'oneOf'), ...schemaList(node, 'anyOf')];
  return variants.flatMap((variant) => {
    const target = typeof variant.value === 'boolean' ? undefined : ctx.openapi.deref(variant as Located<Node>);
    return target ? constants(ctx, target, property, depth + 1) : [];
  });
}

function implicit(ctx: Context, members: readonly LocatedSchema[]): Tagging {
  const none: Tagging = { tags: [] };
  const targets = members.map((member) =>
    typeof member.value === 'boolean' ? undefined : ctx.openapi.deref(member as Located<Node>),
  );
  const first = targets[0];
  if (!first || targets.length < 2 || targets.some((target) => target === undefined)) return none;
  for (const [wire, property] of shapeOf(ctx, first).properties) {
    if (!property.required || typeof property.schema.value === 'boolean') continue;
    const tags = distinct(ctx, targets as readonly Located<Node>[], wire);
    if (tags) return { property: wire, tags };
  }
  return none;
}

function distinct(ctx: Context, targets: readonly Located<Node>[], wire: string): readonly (readonly Tag[])[] | undefined {
  const seen = new Set<Tag>();
  const tags: (readonly Tag[])[] = [];
  for (const target of targets) {
    const values = constants(ctx, target, wire, maxNesting);
    if (values.length === 0 || values.some((value) => seen.has(value))) return undefined;
    for (const value of values) seen.add(value);
    tags.push(values);
  }
  return tags;
}
