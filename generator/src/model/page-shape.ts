import type { Located, Node } from '../resolve/openapi.js';
import { arrayItems, isNullOnly, schemaList, types, type LocatedSchema } from '../resolve/schema.js';
import type { Context } from './context.js';
import { plays } from './page-roles.js';
import { shapeOf } from './shape.js';

/** A property of a response, one or two levels down. */
export interface PageField {
  readonly path: readonly string[];
  readonly schema: LocatedSchema;
  readonly required: boolean;
  readonly type: 'array' | 'object' | 'string' | 'number' | 'boolean' | 'other';
}

/** The properties of a response object, with those of containers such as `meta` and `pagination` below it. */
export function pageFields(ctx: Context, schema: Located<Node>): readonly PageField[] {
  const top = fieldsAt(ctx, schema, []);
  const nested = top
    .filter(({ type, path }) => type === 'object' && plays('containers', path[0] as string))
    .flatMap((field) => {
      const target = core(ctx, field.schema);
      return target ? fieldsAt(ctx, target, field.path) : [];
    });
  return [...top, ...nested];
}

function fieldsAt(ctx: Context, schema: Located<Node>, above: readonly string[]): readonly PageField[] {
  const found: PageField[] = [];
  shapeOf(ctx, schema).properties.forEach(({ wire, schema: own, required }) =>
    found.push({ path: [...above, wire], schema: own, required, type: kindOf(ctx, own) }),
  );
  return found;
}

/** A schema without its reference, its null and its one-member wrappers. */
export function core(ctx: Context, schema: LocatedSchema): Located<Node> | undefined {
  let current = typeof schema.value === 'boolean' ? undefined : ctx.openapi.deref(schema as Located<Node>);
  for (let step = 0; current && step < 4; step += 1) {
    if (current.value.anyOf === undefined && current.value.oneOf === undefined && current.value.allOf === undefined) return current;
    const members = [
      ...schemaList(current, 'anyOf'),
      ...schemaList(current, 'oneOf'),
      ...(current.value.properties === undefined ? schemaList(current, 'allOf') : []),
    ].filter(({ value }) => typeof value !== 'boolean' && !isNullOnly(value));
    if (members.length !== 1) return current;
    current = ctx.openapi.deref(members[0] as Located<Node>);
  }
  return current;
}

function kindOf(ctx: Context, schema: LocatedSchema): PageField['type'] {
  const target = core(ctx, schema);
  if (!target) return 'other';
  const type = types(target.value).find((found) => found !== 'null');
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'array' || (type === undefined && target.value.items !== undefined)) return 'array';
  if (type === 'string' || type === 'boolean') return type;
  return type === 'object' || target.value.properties !== undefined || target.value.allOf !== undefined ? 'object' : 'other';
}

/** The schema of the items of an array schema. */
export function itemSchema(ctx: Context, schema: LocatedSchema): LocatedSchema | undefined {
  const target = core(ctx, schema);
  return target && arrayItems(target).rest;
}
