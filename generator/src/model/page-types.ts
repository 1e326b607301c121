import type { TypeRef } from '../ir/index.js';
import type { Located, Node } from '../resolve/openapi.js';
import { isNullable, types, type LocatedSchema } from '../resolve/schema.js';
import { modelAt } from './components.js';
import type { Context, Head, Model } from './context.js';
import { inside, nullable, topHead } from './declare.js';
import { singularWords } from './inflect.js';
import type { PagePlan } from './page-detect.js';
import { core } from './page-shape.js';
import type { ResultNames } from './responses.js';
import { declareType, typeOf } from './types.js';
import { nameFrom, splitWords } from './words.js';

/** The types of a paged response: the whole, and one of its items. */
export interface PagedTypes {
  readonly whole: TypeRef;
  readonly item: TypeRef;
}

/**
 * Types a paged response. Users meet its items, so that an inline item takes the name `<Resource>ListResponse`, and the envelope,
 * which a page class stands for, another.
 */
export function pagedTypes(ctx: Context, schema: LocatedSchema, names: ResultNames, plan: PagePlan): PagedTypes {
  const target = typeof schema.value === 'boolean' ? undefined : ctx.openapi.deref(schema as Located<Node>);
  const model = modelAt(ctx, target);
  if (model) return { whole: typeOf(ctx, schema, inside(model.head, model.head.name)), item: modelItem(ctx, model, plan) };
  const head = topHead(ctx, { ...heading(names, 'page'), source: 'page' });
  const item = ownItem(ctx, names, plan, head);
  if (
    target &&
    (types(target.value).includes('array') || (target.value.items !== undefined && target.value.properties === undefined))
  ) {
    const list: TypeRef = { kind: 'list', item };
    return { whole: isNullable(target.value) ? nullable(list) : list, item };
  }
  return { whole: declareType(ctx, head, schema), item };
}

const heading = (
  names: ResultNames,
  suffix: string,
): { readonly id: string; readonly name: ReturnType<typeof nameFrom>; readonly home: string } => {
  const name = nameFrom([...names.words, suffix]);
  return { id: `${names.home}/${name.wire}`, name, home: names.home };
};

/** An item that stands inline in a model belongs to it. */
function modelItem(ctx: Context, model: Model, plan: PagePlan): TypeRef {
  const last = plan.items[plan.items.length - 1];
  return typeOf(
    ctx,
    plan.itemSchema,
    inside(model.head, nameFrom(singularWords(last === undefined ? [...model.head.name.words, 'item'] : splitWords(last)))),
  );
}

function ownItem(ctx: Context, names: ResultNames, plan: PagePlan, envelope: Head): TypeRef {
  const { itemSchema } = plan;
  const target = typeof itemSchema.value === 'boolean' ? undefined : ctx.openapi.deref(itemSchema as Located<Node>);
  const bare = core(ctx, itemSchema);
  if (!target || !bare || modelAt(ctx, target) || modelAt(ctx, bare) || !isStructured(bare.value))
    return typeOf(ctx, itemSchema, inside(envelope, nameFrom(['item'])));
  const head: Head = { ...topHead(ctx, { ...heading(names, 'response'), source: 'response' }), scope: envelope.scope };
  const type = declareType(ctx, head, itemSchema);
  envelope.scope.memo.set(target.value, type);
  if (typeof itemSchema.value !== 'boolean') envelope.scope.memo.set(itemSchema.value, type);
  return type;
}

function isStructured(schema: Node): boolean {
  return (
    schema.properties !== undefined ||
    schema.allOf !== undefined ||
    schema.oneOf !== undefined ||
    schema.anyOf !== undefined ||
    schema.enum !== undefined
  );
}
