import type { Located, Node } from '../resolve/openapi.js';
import {
  eachSchema,
  refOf,
  refSiblings,
  requiredNames,
  schemaList,
  schemaMap,
  subschema,
  types,
  type LocatedSchema,
} from '../resolve/schema.js';
import { modelAt } from './components.js';
import { unsaid, type Context, type Model } from './context.js';

/** A property of a merged object, not yet typed. */
export interface ShapeProperty {
  readonly wire: string;
  readonly schema: LocatedSchema;
  readonly required: boolean;
  /** The model that declares it; absent when the object itself does. */
  readonly owner?: Model;
  /** The model named in `bases` through which it came unchanged. */
  readonly from?: Model;
}

/** An object schema with everything that allOf adds. */
export interface Shape {
  readonly properties: ReadonlyMap<string, ShapeProperty>;
  readonly bases: readonly Model[];
  /** Names that are required, declared or not. */
  readonly required: ReadonlySet<string>;
  /** Schema of additional properties, where one is given. */
  readonly extra?: LocatedSchema;
  readonly closed: boolean;
  /** True when something says that it is an object. */
  readonly object: boolean;
  /** Members of allOf that are unions, which a record can't hold. */
  readonly unions: readonly Located<Node>[];
  /** Members of allOf that are no objects. */
  readonly others: readonly Located<Node>[];
}

interface Building {
  readonly properties: Map<string, ShapeProperty>;
  readonly bases: Model[];
  readonly required: Set<string>;
  extra?: LocatedSchema;
  closed: boolean;
  object: boolean;
  readonly unions: Located<Node>[];
  readonly others: Located<Node>[];
}

/** Schemas built on each other by allOf beyond this number lose what is below. */
const maxChain = 64;

const nothing: Shape = {
  properties: new Map(),
  bases: [],
  required: new Set(),
  closed: false,
  object: false,
  unions: [],
  others: [],
};

/** The merged shape of an object schema, worked out once. A circle of allOf ends where it closes. */
export function shapeOf(ctx: Context, node: Located<Node>): Shape {
  const known = ctx.shapes.get(node.value);
  if (known === 'open') {
    unsaid(ctx, 'an allOf that leads back to itself', node);
    return nothing;
  }
  if (known) return known;
  if (ctx.depth.shapes >= maxChain) {
    unsaid(ctx, 'a chain of allOf that is too long', node);
    return nothing;
  }
  ctx.shapes.set(node.value, 'open');
  ctx.depth.shapes += 1;
  const shape = build(ctx, node);
  ctx.depth.shapes -= 1;
  ctx.shapes.set(node.value, shape);
  return shape;
}

function build(ctx: Context, node: Located<Node>): Shape {
  const building: Building = {
    properties: new Map(),
    bases: [],
    required: new Set(),
    closed: false,
    object: false,
    unions: [],
    others: [],
  };
  for (const member of schemaList(node, 'allOf'))
    if (typeof member.value !== 'boolean') addMember(ctx, building, member as Located<Node>);
  addOwn(ctx, building, node);
  building.required.forEach((wire) => {
    const property = building.properties.get(wire);
    if (property && !property.required) {
      const { from: _from, ...rest } = property;
      building.properties.set(wire, { ...rest, required: true });
    }
  });
  return building;
}

function addMember(ctx: Context, building: Building, member: Located<Node>): void {
  if (refOf(member.value) === undefined) {
    merge(building, shapeOf(ctx, member), undefined);
    return;
  }
  const target = ctx.openapi.deref(member);
  if (target) merge(building, shapeOf(ctx, target), modelAt(ctx, target));
  const siblings = refSiblings(member, ctx.openapi.dialect);
  if (siblings) addOwn(ctx, building, siblings);
}

function merge(building: Building, shape: Shape, model: Model | undefined): void {
  if (model && shape.object && shape.unions.length === 0 && shape.others.length === 0) building.bases.push(model);
  else for (const base of shape.bases) if (!building.bases.includes(base)) building.bases.push(base);
  for (const property of shape.properties.values()) {
    const from = model ?? property.from;
    const owner = property.owner ?? model;
    const { from: _from, owner: _owner, ...rest } = property;
    addProperty(building, { ...rest, ...(owner ? { owner } : {}), ...(from ? { from } : {}) });
  }
  for (const wire of shape.required) building.required.add(wire);
  if (shape.extra && !building.extra) building.extra = shape.extra;
  building.object ||= shape.object;
  building.unions.push(...shape.unions);
  building.others.push(...shape.others);
}

/** A later schema narrows an earlier one of the same name, unless it only documents it. */
function addProperty(building: Building, property: ShapeProperty): void {
  const before = building.properties.get(property.wire);
  if (!before) {
    building.properties.set(property.wire, property);
    return;
  }
  const required = before.required || property.required;
  const kept = saysNothing(property.schema) || property.schema.value === before.schema.value ? before : property;
  const { from, ...rest } = kept;
  building.properties.set(property.wire, { ...rest, required, ...(from && required === kept.required ? { from } : {}) });
}

const documenting = new Set([
  'description',
  'title',
  'example',
  'examples',
  'default',
  'deprecated',
  'readOnly',
  'writeOnly',
  'summary',
  'externalDocs',
]);

function saysNothing({ value }: LocatedSchema): boolean {
  if (typeof value === 'boolean') return value;
  for (const key in value) if (!documenting.has(key) && !key.startsWith('x-')) return false;
  return true;
}

function addOwn(ctx: Context, building: Building, node: Located<Node>): void {
  const schema = node.value;
  const required = requiredNames(schema);
  required.forEach((wire) => building.required.add(wire));
  eachSchema(node, 'properties', (wire, property) =>
    addProperty(building, { wire, schema: property, required: required.has(wire) }),
  );
  addExtra(building, node);
  const declared = types(schema);
  if (schema.properties !== undefined || declared.includes('object')) building.object = true;
  const union = schema.oneOf !== undefined || schema.anyOf !== undefined;
  if (union) building.unions.push(node);
  else if (
    schema.enum !== undefined ||
    schema.const !== undefined ||
    declared.some((type) => type !== 'object' && type !== 'null')
  )
    building.others.push(node);
}

function addExtra(building: Building, node: Located<Node>): void {
  const additional = subschema(node, 'additionalProperties') ?? subschema(node, 'unevaluatedProperties');
  const patterns = node.value.patternProperties === undefined ? [] : schemaMap(node, 'patternProperties');
  if (patterns.length > 0) {
    building.extra ??=
      patterns.length === 1 && (additional === undefined || additional.value === false)
        ? (patterns[0] as readonly [string, LocatedSchema])[1]
        : { ...node, value: true };
    building.object = true;
    return;
  }
  if (additional === undefined) return;
  if (additional.value === false) building.closed = true;
  else building.extra ??= additional;
  building.object = true;
}
