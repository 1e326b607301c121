import type { Property, TypeId, TypeRef } from '../ir/index.js';
import type { Located, Node } from '../resolve/openapi.js';
import { discriminator, schemaList } from '../resolve/schema.js';
import { modelAt } from './components.js';
import type { Context, Draft } from './context.js';
import { declare, headFor, named, nullable } from './declare.js';
import { nameOf } from './words.js';

/** What discriminators say of records: by record, the property that tells it apart, and its values. */
export type Mapped = Map<TypeId, Map<string, Set<string>>>;

/** Records that values of a discriminator are mapped to a record. */
export function mapTags(ctx: Context, id: TypeId, property: string, tags: readonly unknown[]): void {
  const texts = tags.filter((tag) => typeof tag === 'string');
  if (texts.length === 0) return;
  let known = ctx.mapped.get(id);
  if (!known) ctx.mapped.set(id, (known = new Map()));
  const values = known.get(property);
  if (values) for (const text of texts) values.add(text);
  else known.set(property, new Set(texts));
}

/**
 * Gives plain strings that discriminators map the literals they may be, over all unions and bases that map a record, so that a
 * comparison narrows the union. A record with a discriminator of its own stands for those built on it and stays as it is.
 */
export function narrowTags(ctx: Context): void {
  mapInherited(ctx);
  for (const [id, properties] of ctx.mapped) {
    const draft = ctx.drafts.get(id);
    if (draft?.kind !== 'record') continue;
    draft.properties = draft.properties.map((property) => {
      const tags = properties.get(property.name.wire);
      return tags ? narrowed(ctx, draft, property, [...tags]) : property;
    });
  }
  if (ctx.mapped.size > 0) for (const draft of ctx.drafts.values()) if (draft.kind === 'record') forgetChanged(ctx, draft);
}

/** A base with a mapping but no alternatives says the values of what is built on it. */
function mapInherited(ctx: Context): void {
  for (const { located } of [...ctx.models.values()]) {
    const declared = discriminator(located.value);
    if (!declared) continue;
    for (const [tag, reference] of isUnion(located) ? [] : declared.mapping) {
      const target = ctx.openapi.refer(located, reference);
      const model = target && modelAt(ctx, target);
      if (model) mapTags(ctx, model.head.id, declared.propertyName, [tag]);
    }
  }
  for (const { located, head } of ctx.models.values())
    if (discriminator(located.value) && !isUnion(located)) ctx.mapped.delete(head.id);
}

const isUnion = (node: Located<Node>): boolean => schemaList(node, 'oneOf').length + schemaList(node, 'anyOf').length > 0;

function narrowed(ctx: Context, draft: Draft, property: Property, tags: readonly string[]): Property {
  const inner = property.type.kind === 'nullable' ? property.type.inner : property.type;
  if (inner.kind !== 'scalar' || inner.scalar !== 'string') return property;
  const type = tags.length === 1 ? ({ kind: 'literal', value: tags[0] as string } as const) : declareTags(ctx, draft, property, tags);
  const { from: _from, ...own } = property;
  return { ...own, type: property.type.kind === 'nullable' ? nullable(type) : type };
}

function declareTags(ctx: Context, { id, home, origin }: Draft, { name }: Property, tags: readonly string[]): TypeRef {
  const head = headFor(ctx, { owner: { id, home, scope: { memo: new Map() } }, name });
  const values = tags.map((value) => ({ value, name: nameOf(value), docs: {}, deprecated: false }));
  declare(ctx, head, { file: origin.file, pointer: origin.pointer, value: {} }, { kind: 'enum', base: 'string', values, open: false });
  return named(head.id);
}

/** A property is its base's only as long as both have one type. */
function forgetChanged(ctx: Context, draft: Extract<Draft, { kind: 'record' }>): void {
  if (!draft.bases.some((base) => ctx.mapped.has(base))) return;
  draft.properties = draft.properties.map((property) => {
    const base = property.from === undefined ? undefined : ctx.drafts.get(property.from);
    const found = base?.kind === 'record' && base.properties.find(({ name }) => name.wire === property.name.wire);
    if (!found || JSON.stringify(found.type) === JSON.stringify(property.type)) return property;
    const { from: _from, ...own } = property;
    return own;
  });
}
