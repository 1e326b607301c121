import type { AliasDecl, DeclSource, Docs, Json, Name, TypeDecl, TypeId, TypeRef } from '../ir/index.js';
import type { Located, Node } from '../resolve/openapi.js';
import { schemaExamples } from '../resolve/schema.js';
import { docsOf, originOf, type Context, type Draft, type Head, type Owner, type Slot } from './context.js';

/** A reference to a declaration. */
export const named = (id: TypeId): TypeRef => ({ kind: 'named', id });

/** The type, or null; null is not doubled. */
export function nullable(type: TypeRef): TypeRef {
  return type.kind === 'nullable' || type.kind === 'unknown' ? type : { kind: 'nullable', inner: type };
}

/** A declaration that stands at the top of a service's file. */
export function topHead(
  ctx: Context,
  wanted: { readonly id: TypeId; readonly name: Name; readonly home: string; readonly source: DeclSource },
): Head {
  return {
    id: ctx.names.id(wanted.id),
    name: ctx.names.declare(wanted.home, undefined, wanted.name),
    home: wanted.home,
    source: wanted.source,
    scope: { memo: new Map() },
  };
}

/** The head of the declaration that a slot needs: its own if it has one, else an inline one in its owner's namespace. */
export function headFor(ctx: Context, slot: Slot, title?: Name): Head {
  if (slot.head && !ctx.drafts.has(slot.head.id)) return slot.head;
  const { owner } = slot;
  const name = title ?? slot.name;
  return {
    id: ctx.names.id(`${owner.id}.${name.wire}`),
    name: ctx.names.declare(owner.home, owner.id, name),
    home: owner.home,
    parent: owner.id,
    source: 'inline',
    scope: owner.scope,
  };
}

/** The slot of something inside a declaration. */
export function inside(owner: Owner, name: Name): Slot {
  return { owner, name };
}

type Body<T> = T extends TypeDecl
  ? Omit<T, 'id' | 'name' | 'home' | 'parent' | 'source' | 'uses' | 'splits' | 'docs' | 'deprecated' | 'examples' | 'origin'>
  : never;

const noUses = { input: false, output: false, error: false };
const noExamples: readonly Json[] = [];

/** Adds a declaration; `body` is what its kind has of its own. */
export function declare(ctx: Context, head: Head, located: Located<Node>, body: Body<TypeDecl>): Draft {
  const schema = located.value;
  const draft = {
    id: head.id,
    name: head.name,
    home: head.home,
    source: head.source,
    uses: noUses,
    splits: false,
    docs: docsOf(schema),
    deprecated: schema.deprecated === true,
    examples: head.parent === undefined ? schemaExamples(schema) : noExamples,
    origin: originOf(located),
  } as unknown as Draft;
  if (head.parent !== undefined) draft.parent = head.parent;
  Object.assign(draft, body);
  ctx.drafts.set(head.id, draft);
  return draft;
}

/** Adds an alias under a head. */
export function declareAlias(ctx: Context, head: Head, located: Located<Node>, type: TypeRef): AliasDecl {
  return declare(ctx, head, located, { kind: 'alias', type }) as AliasDecl;
}

/** Docs with what they lack filled from others. */
export function docsOr(first: Docs, second: Docs): Docs {
  if (first.description !== undefined || (second.description === undefined && second.summary === undefined)) return first;
  return { ...second, ...first };
}
