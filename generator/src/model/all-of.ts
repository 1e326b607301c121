import type { TypeRef } from '../ir/index.js';
import type { Located, Node } from '../resolve/openapi.js';
import { schemaList } from '../resolve/schema.js';
import { unsaid, type Context, type Slot } from './context.js';
import { declareRecord } from './record.js';
import { shapeOf, type Shape } from './shape.js';
import { isShaping, single, typeOf } from './types.js';
import { declareUnion } from './union.js';
import { refOf, types } from '../resolve/schema.js';

/** The type of a schema with allOf: its one member that says something, a merged record, or a union with the rest merged into each variant. */
export function allOfType(ctx: Context, node: Located<Node>, slot: Slot): TypeRef {
  const members = schemaList(node, 'allOf').filter(
    (member): member is Located<Node> => typeof member.value !== 'boolean' && says(member.value),
  );
  const { allOf: _allOf, ...own } = node.value;
  const ownSays = Object.keys(own).some((key) => key !== 'type' && key !== 'required') && isShaping({ ...own, type: undefined });
  if (members.length === 1 && !ownSays && narrowsNothing(own)) return typeOf(ctx, members[0] as Located<Node>, slot);
  const shape = shapeOf(ctx, node);
  if (shape.unions.length > 0) return distributed(ctx, node, slot, shape);
  if (shape.properties.size > 0 || shape.bases.length > 0) return declareRecord(ctx, node, slot, shape);
  return fallback(ctx, node, slot, shape);
}

const says = (schema: Node): boolean =>
  refOf(schema) !== undefined || isShaping(schema) || schema.format !== undefined || schema.nullable === true;

const narrowsNothing = (own: Node): boolean => !Array.isArray(own.required) || own.required.length === 0;

function fallback(ctx: Context, node: Located<Node>, slot: Slot, shape: Shape): TypeRef {
  const [first, second] = shape.others;
  if (first && first.value !== node.value) {
    if (second) unsaid(ctx, 'an allOf of several types that are no objects', node);
    return typeOf(ctx, first, slot);
  }
  const type = types(node.value).find((found) => found !== 'null');
  const { allOf: _allOf, ...own } = node.value;
  return type === undefined || type === 'object'
    ? single(
        ctx,
        { ...node, value: { ...own, type: 'object', ...(shape.extra ? { additionalProperties: shape.extra.value } : {}) } },
        slot,
        'object',
      )
    : single(ctx, { ...node, value: own }, slot, type);
}

/** Properties that are copied into variants, in all: each schema that adds to a union by allOf copies the whole of it. */
const mostCopies = 20_000;

/** A union among the members: a record can't hold it, so that the other members go into each of its variants. */
function distributed(ctx: Context, node: Located<Node>, slot: Slot, shape: Shape): TypeRef {
  const union = shape.unions[0] as Located<Node>;
  if (shape.unions.length > 1) unsaid(ctx, 'an allOf of several unions', node);
  const variants = [...schemaList(union, 'oneOf'), ...schemaList(union, 'anyOf')];
  if (ctx.depth.copies > mostCopies) {
    unsaid(ctx, 'an allOf with a union, after very many others', node);
    return shape.properties.size > 0 ? declareRecord(ctx, node, slot, shape) : typeOf(ctx, union, slot);
  }
  const shaped = variants.filter((variant) => typeof variant.value !== 'boolean' && hasShape(ctx, variant as Located<Node>));
  if (shaped.length < variants.length || shape.properties.size === 0) {
    if (shape.properties.size > 0) return declareRecord(ctx, node, slot, shape);
    return typeOf(ctx, union, slot);
  }
  ctx.depth.copies += variants.length * (1 + shape.properties.size);
  return declareUnion(ctx, node, slot, { union, rest: shape });
}

/** Whether a variant describes an object of its own (an alternative that lists only `required` does not). */
export function hasShape(ctx: Context, variant: Located<Node>): boolean {
  const target = ctx.openapi.deref(variant);
  if (!target) return false;
  if (target.value !== variant.value) return true;
  return ['properties', 'oneOf', 'anyOf', 'allOf', 'enum', 'const', 'additionalProperties', 'items', 'type'].some(
    (key) =>
      target.value[key] !== undefined &&
      !(key === 'type' && target.value.type === 'object' && target.value.properties === undefined),
  );
}
