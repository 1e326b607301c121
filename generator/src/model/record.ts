import type { Property, TypeRef } from '../ir/index.js';
import type { Located, Node } from '../resolve/openapi.js';
import { defaultValue, isNullable, refOf, schemaExamples, type LocatedSchema } from '../resolve/schema.js';
import { docsOf, json, noDocs, type Context, type Head, type Owner, type Slot } from './context.js';
import { declare, docsOr, headFor, inside, named, nullable } from './declare.js';
import { isEmptyObject, isSkipped } from './extensions.js';
import { constraintsOf } from './scalar.js';
import { shapeOf, type Shape, type ShapeProperty } from './shape.js';
import { titleName } from './titles.js';
import { typeOf } from './types.js';
import { nameFrom, nameOf } from './words.js';
import { singularWords } from './inflect.js';

/** The type of an object schema: a record when it has properties, else a map. */
export function recordOrMap(ctx: Context, node: Located<Node>, slot: Slot): TypeRef {
  const shape = shapeOf(ctx, node);
  if (shape.properties.size > 0 || shape.closed || shape.bases.length > 0 || isEmptyObject(node.value))
    return declareRecord(ctx, node, slot, shape);
  return mapOf(ctx, node, slot, shape);
}

function mapOf(ctx: Context, node: Located<Node>, slot: Slot, shape: Shape): TypeRef {
  const valueSlot = slot.head
    ? inside(slot.head, nameFrom([...slot.head.name.words, 'value']))
    : inside(slot.owner, nameFrom(singularWords(slot.name.words)));
  const value: TypeRef = shape.extra ? typeOf(ctx, shape.extra, valueSlot) : { kind: 'unknown' };
  const constraints = constraintsOf(node.value);
  return { kind: 'map', value, ...(constraints ? { constraints } : {}) };
}

/** Declares a record from a merged shape. Its name is known before its properties are read, so that it may hold itself. */
export function declareRecord(ctx: Context, node: Located<Node>, slot: Slot, shape: Shape): TypeRef {
  const head = headFor(ctx, slot, slot.head ? undefined : titleName(node.value, slot));
  const ref = named(head.id);
  if (!slot.head) slot.owner.scope.memo.set(node.value, isNullable(node.value) ? nullable(ref) : ref);
  const draft = declare(ctx, head, node, {
    kind: 'record',
    properties: [],
    bases: shape.bases.map((base) => base.head.id),
    closed: shape.closed && !shape.extra,
  });
  if (draft.kind !== 'record') return ref;
  const properties: Property[] = [];
  shape.properties.forEach((property) => {
    const { value } = property.schema;
    if (typeof value === 'boolean' || !isSkipped(value)) properties.push(recordProperty(ctx, head, property));
  });
  draft.properties = properties;
  if (shape.extra) draft.extra = typeOf(ctx, shape.extra, inside(head, nameFrom(['extra'])));
  return ref;
}

function recordProperty(ctx: Context, head: Head, property: ShapeProperty): Property {
  const made = propertyOf(ctx, property, property.owner?.head ?? head);
  if (property.from) made.from = property.from.head.id;
  return made;
}

/** A property with its type, which stands in the namespace of `owner`. */
export function propertyOf(
  ctx: Context,
  { wire, schema, required }: Pick<ShapeProperty, 'wire' | 'schema' | 'required'>,
  owner: Owner,
): Made<Property> {
  const name = nameOf(wire);
  const type = typeOf(ctx, schema, inside(owner, name));
  const facts = propertyFacts(ctx, schema);
  const { readOnly, writeOnly, deprecated, docs } = facts;
  const made: Made<Property> = { name, type, required, readOnly, writeOnly, deprecated, docs };
  if (facts.default !== undefined) made.default = facts.default;
  if (facts.example !== undefined) made.example = facts.example;
  return made;
}

/** An object that its maker may still add to. */
type Made<T> = { -readonly [K in keyof T]: T[K] };

/** Whether a schema says nothing but its type. */
function isPlain(schema: Node): boolean {
  for (const key in schema)
    if (
      key !== 'type' &&
      key !== 'format' &&
      key !== 'items' &&
      key !== 'properties' &&
      key !== 'required' &&
      key !== 'nullable' &&
      key !== 'enum'
    )
      return false;
  return true;
}

type Facts = Pick<Property, 'readOnly' | 'writeOnly' | 'deprecated' | 'docs' | 'default' | 'example'>;

const plainFacts: Facts = { readOnly: false, writeOnly: false, deprecated: false, docs: noDocs };

/** What a property's schema says beside its type; what a reference leaves out comes from its target. */
export function propertyFacts(ctx: Context, schema: LocatedSchema): Facts {
  const { value } = schema;
  if (typeof value === 'boolean') return plainFacts;
  if (isPlain(value)) return plainFacts;
  const target = refOf(value) === undefined ? undefined : ctx.openapi.deref(schema as Located<Node>)?.value;
  const preset = defaultValue(value) ?? (target ? defaultValue(target) : undefined);
  const example = schemaExamples(value)[0];
  const facts: Made<Facts> = {
    readOnly: value.readOnly === true || target?.readOnly === true,
    writeOnly: value.writeOnly === true || target?.writeOnly === true,
    deprecated: value.deprecated === true || target?.deprecated === true,
    docs: target ? docsOr(docsOf(value), docsOf(target)) : docsOf(value),
  };
  if (preset) facts.default = json(preset.value);
  if (example !== undefined) facts.example = example;
  return facts;
}
