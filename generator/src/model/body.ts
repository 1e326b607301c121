import type { ContentKind, FieldEncoding } from '../ir/index.js';
import { childMap, childNode } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import { subschema, types, type LocatedSchema } from '../resolve/schema.js';
import { modelAt } from './components.js';
import type { Context, Model } from './context.js';
import type { Endpoint } from './endpoints.js';
import { byPreference, contentKind } from './media.js';
import { shapeOf, type Shape } from './shape.js';

/** A media type of a request body before its type is read. */
export interface RawContent {
  readonly mediaType: string;
  readonly kind: ContentKind;
  readonly media: Located<Node>;
  readonly schema?: LocatedSchema;
  readonly fields: Readonly<Record<string, FieldEncoding>>;
}

/** A request body before its types are read. */
export interface RawBody {
  readonly located: Located<Node>;
  readonly required: boolean;
  /** The content the SDK sends first. */
  readonly contents: readonly [RawContent, ...RawContent[]];
  /** The object whose properties are arguments; absent when the body is passed as one value. */
  readonly object?: { readonly shape: Shape; readonly schema: Located<Node>; readonly model?: Model };
}

/** The request body of an operation; undefined when it has none, or none with content. */
export function rawBody(ctx: Context, endpoint: Endpoint): RawBody | undefined {
  const raw = childNode(endpoint.operation, 'requestBody');
  const located = raw && ctx.openapi.deref(raw);
  if (!located) return undefined;
  const contents = byPreference(childMap(located, 'content').map(([mediaType, media]) => rawContent(ctx, mediaType, media)));
  const first = contents[0];
  if (!first) return undefined;
  const object = objectOf(ctx, first);
  return {
    located,
    required: located.value.required === true,
    contents: contents as readonly [RawContent, ...RawContent[]],
    ...(object ? { object } : {}),
  };
}

function rawContent(ctx: Context, mediaType: string, media: Located<Node>): RawContent {
  const schema = subschema(media, 'schema') ?? subschema(media, 'itemSchema');
  const kind = contentKind(mediaType);
  return {
    mediaType,
    kind,
    media,
    fields: kind === 'multipart' ? wholeLists(ctx, fieldsOf(media), schema) : kind === 'form' ? fieldsOf(media) : {},
    ...(schema ? { schema } : {}),
  };
}

function fieldsOf(media: Located<Node>): Readonly<Record<string, FieldEncoding>> {
  const found: [string, FieldEncoding][] = [];
  for (const [wire, { value }] of childMap(media, 'encoding')) {
    const styled = typeof value.style === 'string' || typeof value.explode === 'boolean';
    const style =
      (['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const).find((known) => known === value.style) ?? 'form';
    const explode = typeof value.explode === 'boolean' ? value.explode : style === 'form';
    found.push([
      wire,
      {
        ...(typeof value.contentType === 'string' ? { contentType: value.contentType } : {}),
        ...(styled ? { encoding: { kind: 'style' as const, style, explode, allowReserved: value.allowReserved === true } } : {}),
      },
    ]);
  }
  return Object.fromEntries(found);
}

/**
 * A list is a part for each item, and items that are objects are JSON anyway. A document that says JSON of the list means the
 * list: that is how servers read such a part, and what other tools send.
 */
function wholeLists(ctx: Context, fields: RawContent['fields'], schema: LocatedSchema | undefined): RawContent['fields'] {
  const target = schema && typeof schema.value !== 'boolean' ? ctx.openapi.deref(schema as Located<Node>) : undefined;
  if (!target || Object.keys(fields).length === 0) return fields;
  const { properties } = shapeOf(ctx, target);
  const isList = (wire: string): boolean => {
    const property = properties.get(wire)?.schema;
    const own = property && typeof property.value !== 'boolean' ? ctx.openapi.deref(property as Located<Node>) : undefined;
    return own !== undefined && types(own.value).includes('array');
  };
  const entries = Object.entries(fields).map(([wire, field]) => {
    const whole = field.encoding === undefined && /^[^,*]+[/+]json$/i.test(field.contentType ?? '') && isList(wire);
    return [wire, whole ? { ...field, encoding: { kind: 'json' as const } } : field];
  });
  return Object.fromEntries(entries) as RawContent['fields'];
}

function objectOf(ctx: Context, content: RawContent): RawBody['object'] {
  if (content.kind !== 'json' && content.kind !== 'form' && content.kind !== 'multipart') return undefined;
  if (!content.schema || typeof content.schema.value === 'boolean') return undefined;
  const schema = ctx.openapi.deref(content.schema as Located<Node>);
  if (!schema) return undefined;
  const shape = shapeOf(ctx, schema);
  const other = types(schema.value).some((type) => type !== 'object' && type !== 'null');
  if (shape.properties.size === 0 || shape.others.length > 0 || other || isUnion(ctx, shape)) return undefined;
  const model = modelAt(ctx, schema);
  return { shape, schema, ...(model ? { model } : {}) };
}

/** A union counts when its variants are objects of their own; alternatives that only list what is required do not. */
function isUnion(ctx: Context, shape: Shape): boolean {
  return shape.unions.some((union) => {
    const variants = [
      ...(Array.isArray(union.value.oneOf) ? union.value.oneOf : []),
      ...(Array.isArray(union.value.anyOf) ? union.value.anyOf : []),
    ] as readonly unknown[];
    return variants.some(
      (variant) =>
        typeof variant === 'object' && variant !== null && ('$ref' in variant || 'properties' in variant || 'allOf' in variant),
    );
  });
}
