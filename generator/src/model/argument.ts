import type { Body, Content, Operation, Param, Property, RecordDecl, TypeRef } from '../ir/index.js';
import type { Located, Node } from '../resolve/openapi.js';
import type { RawBody, RawContent } from './body.js';
import { docsOf, noDocs, type Context, type Head } from './context.js';
import { declare, inside, named, topHead } from './declare.js';
import type { Endpoint } from './endpoints.js';
import { paramOf, paramProperty, type RawParam } from './params.js';
import { propertyOf } from './record.js';
import { declareType, typeOf } from './types.js';
import { nameFrom, nameOf } from './words.js';

/** The one object of a call. */
export type Argument = NonNullable<Operation['argument']>;

/** What a call takes. */
export interface Arguments {
  readonly params: readonly Param[];
  readonly positional: readonly string[];
  readonly body?: Body;
  readonly argument?: Argument;
}

/** What arguments are made of. */
export interface ArgumentParts {
  readonly endpoint: Endpoint;
  readonly head: Head;
  readonly raws: readonly RawParam[];
  readonly positional: readonly string[];
  readonly body?: RawBody;
  /** Property name for a body that is one value. */
  readonly bodyParam?: string;
}

/** Types the parameters and the body of an operation and declares the record that holds what is not positional. */
export function argumentsOf(ctx: Context, parts: ArgumentParts): Arguments {
  const { raws, positional, head, body } = parts;
  const alone = !body && raws.every((raw) => raw.in === 'path' && positional.includes(raw.wire));
  const params = raws.map((raw) => paramOf(ctx, raw, head, alone ? paramHead(ctx, head, raw) : undefined));
  const properties = withKeys(
    params.flatMap((param, index): readonly Property[] => {
      if (param.in === 'path' && positional.includes(param.name.wire)) return [];
      const { key } = raws[index] as RawParam;
      return [key === undefined ? paramProperty(param) : { ...paramProperty(param), key }];
    }),
  );
  if (!body) return { params, positional, ...(properties.length > 0 ? { argument: declareParams(ctx, parts, properties) } : {}) };
  if (body.object) return { params, positional, ...objectBody(ctx, parts, properties, body.object) };
  return { params, positional, ...valueBody(ctx, parts, properties, body) };
}

/** A call without a params record declares what its positional parameters need by their own name: `ThingRetrieveKind`. */
function paramHead(ctx: Context, head: Head, raw: RawParam): Head {
  const name = nameFrom([...head.name.words.slice(0, -1), ...nameOf(raw.wire).words]);
  return topHead(ctx, { id: `${head.home}/${name.wire}`, name, home: head.home, source: 'params' });
}

function declareParams(
  ctx: Context,
  { head, endpoint }: ArgumentParts,
  properties: readonly Property[],
  extra?: TypeRef,
): Argument {
  const located: Located<Node> = { ...endpoint.operation, value: {} };
  const draft = declare(ctx, head, located, {
    kind: 'record',
    properties,
    bases: [],
    closed: false,
    ...(extra ? { extra } : {}),
  }) as RecordDecl;
  return { type: draft.id, name: argumentName(properties), required: properties.some(({ required }) => required) };
}

function argumentName(properties: readonly Property[]): 'body' | 'query' | 'params' {
  if (properties.every(({ location }) => location === 'body')) return 'body';
  return properties.every(({ location }) => location === 'query') ? 'query' : 'params';
}

/** Later locations give way where two properties have one name: `id` in path and body become `id` and `body_id`. */
function withKeys(properties: readonly Property[]): readonly Property[] {
  const taken = new Set<string>();
  const order = ['path', 'query', 'header', 'cookie', 'body'];
  const sorted = properties
    .map((property, index) => ({ property, index }))
    .sort((a, b) => order.indexOf(a.property.location ?? '') - order.indexOf(b.property.location ?? '') || a.index - b.index);
  return sorted.map(({ property }) => {
    const wanted = property.key ?? property.name.wire;
    let key = taken.has(wanted) ? `${property.location}_${wanted}` : wanted;
    for (let count = 2; taken.has(key); count += 1) key = `${property.location}_${wanted}_${count}`;
    taken.add(key);
    return key === (property.key ?? property.name.wire) ? property : { ...property, key };
  });
}

/**
 * A body whose properties are arguments. One that may be left out keeps what its properties require when it is all that is passed:
 * the whole argument is optional then. Among other parameters its properties are optional, as a flat object can't say "all or none".
 */
function objectBody(
  ctx: Context,
  parts: ArgumentParts,
  before: readonly Property[],
  { shape, model }: NonNullable<RawBody['object']>,
): { readonly body: Body; readonly argument: Argument } {
  const { head, body } = parts as ArgumentParts & { readonly body: RawBody };
  const whole = before.length === 0 && !/merge-patch/i.test(body.contents[0].mediaType);
  const fields = [...shape.properties.values()].map((property): Property => {
    const made = propertyOf(ctx, property, property.owner?.head ?? model?.head ?? head);
    const required = made.required && (body.required || whole);
    return { ...made, required, location: 'body' };
  });
  const writable = fields.filter(({ readOnly }) => !readOnly);
  const extra = shape.extra ? typeOf(ctx, shape.extra, inside(model?.head ?? head, nameFrom(['extra']))) : undefined;
  const properties = withKeys([...before, ...writable]);
  const declared = declareParams(ctx, parts, properties, extra);
  const argument = whole ? { ...declared, required: declared.required && body.required } : declared;
  const first = body.contents[0];
  const type = model ? typeOf(ctx, first.schema as Located<Node>, inside(head, nameFrom(['body']))) : named(head.id);
  return { body: bodyOf(ctx, { body, head, type, shape: 'fields' }), argument };
}

function valueBody(
  ctx: Context,
  parts: ArgumentParts,
  properties: readonly Property[],
  body: RawBody,
): { readonly body: Body; readonly argument: Argument } {
  const { head } = parts;
  const first = body.contents[0];
  if (properties.length === 0 && parts.bodyParam === undefined) {
    const type = first.schema ? declareType(ctx, head, valueSchema(first)) : declareValue(ctx, parts, plainType(first));
    return {
      body: bodyOf(ctx, { body, head, type, shape: 'value' }),
      argument: { type: head.id, name: 'body', required: body.required },
    };
  }
  const name = nameOf(parts.bodyParam ?? 'body');
  const type = first.schema ? typeOf(ctx, valueSchema(first), inside(head, name)) : plainType(first);
  const all = withKeys([
    ...properties,
    {
      name,
      type,
      required: body.required,
      readOnly: false,
      writeOnly: false,
      deprecated: false,
      docs: docsOf(body.located.value),
      location: 'body',
    },
  ]);
  const argument = declareParams(ctx, parts, all);
  const field = all.find(({ location }) => location === 'body');
  return {
    body: bodyOf(ctx, { body, head, type, shape: 'value' }),
    argument: { ...argument, bodyField: field?.key ?? name.wire },
  };
}

/** Raw bodies are bytes or text, whatever string their schema says; XML is text, whose structure is the caller's to write. */
function valueSchema(content: RawContent): NonNullable<RawContent['schema']> {
  const schema = content.schema as NonNullable<RawContent['schema']>;
  if (content.kind === 'xml') return { ...schema, value: { type: 'string' } };
  return content.kind === 'binary' ? { ...schema, value: { type: 'string', format: 'binary' } } : schema;
}

function declareValue(ctx: Context, { head, endpoint }: ArgumentParts, type: TypeRef): TypeRef {
  declare(ctx, head, { ...endpoint.operation, value: {} }, { kind: 'alias', type });
  return named(head.id);
}

function plainType({ kind }: RawContent): TypeRef {
  if (kind === 'binary') return { kind: 'scalar', scalar: 'binary' };
  return kind === 'text' || kind === 'xml' ? { kind: 'scalar', scalar: 'string' } : { kind: 'unknown' };
}

interface BodyParts {
  readonly body: RawBody;
  readonly head: Head;
  readonly type: TypeRef;
  readonly shape: Body['shape'];
}

function bodyOf(ctx: Context, { body, head, type, shape }: BodyParts): Body {
  const [first, ...others] = body.contents;
  const content = (raw: RawContent, typed: TypeRef): Content => ({
    mediaType: raw.mediaType,
    kind: raw.kind,
    type: typed,
    fields: raw.fields,
  });
  const rest = others.map((raw) => content(raw, otherType(ctx, raw, first, { head, type })));
  const { description } = body.located.value;
  return {
    required: body.required,
    contents: [content(first, type), ...rest],
    shape,
    docs: typeof description === 'string' && description !== '' ? { description } : noDocs,
  };
}

function otherType(
  ctx: Context,
  raw: RawContent,
  first: RawContent,
  { head, type }: { readonly head: Head; readonly type: TypeRef },
): TypeRef {
  if (!raw.schema) return plainType(raw);
  const same = ctx.openapi.deref(raw.schema as Located<Node>)?.value;
  if (first.schema && same === ctx.openapi.deref(first.schema as Located<Node>)?.value) return type;
  return typeOf(ctx, valueSchema(raw), inside(head, nameFrom([raw.kind, 'body'])));
}
