import type { Content, Example, Json, Response, Result, TypeRef } from '../ir/index.js';
import { childMap, childNode } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import { extensibleValues, namedExamples, stringContent, subschema, type LocatedSchema } from '../resolve/schema.js';
import { suggestion } from '../diagnostics/closest.js';
import { modelAt } from './components.js';
import { configNote } from './configured.js';
import { docsOf, json, type Context, type Head } from './context.js';
import { topHead } from './declare.js';
import type { Endpoint } from './endpoints.js';
import { successOf } from './success.js';
import { byPreference, contentKind } from './media.js';
import { jsonSchema } from './naming.js';
import type { PagePlan } from './page-detect.js';
import { core } from './page-shape.js';
import { pagedTypes } from './page-types.js';
import { shapeOf } from './shape.js';
import { declareType, typeOf } from './types.js';
import { nameFrom, nameOf } from './words.js';

/** How declarations of an operation's results are called. */
export interface ResultNames {
  readonly home: string;
  /** Words of `<Singular(resource)><Method>`. */
  readonly words: readonly string[];
  /** What the configuration says of unwrapping this operation's response. */
  readonly unwrap?: boolean | string;
  /** Where the configuration says it. */
  readonly pointer?: string;
}

/** Everything that may come back. */
export interface Responses {
  readonly responses: readonly Response[];
  readonly success?: Response;
  readonly result: Result;
  /** The item of a paged response. */
  readonly item?: TypeRef;
}

/** Reads the responses of an operation and chooses what a call yields. */
export function responsesOf(ctx: Context, endpoint: Endpoint, names: ResultNames, plan?: PagePlan): Responses {
  const found: { item?: TypeRef } = {};
  const chosen = successOf(ctx, endpoint);
  const unwrapped = chosen && !plan ? unwrappedOf(ctx, chosen, names) : undefined;
  const all = childNode(endpoint.operation, 'responses');
  const responses: Response[] = [];
  let success: Response | undefined;
  for (const status of all ? Object.keys(all.value) : []) {
    const raw = all && childNode(all, status);
    const located = raw && ctx.openapi.deref(raw);
    if (!located || !/^(?:\d{3}|[1-5]XX|default)$/i.test(status)) continue;
    const isChosen = located.value === chosen?.value && success === undefined;
    const response = oneResponse(ctx, located, {
      status: status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
      names: isChosen && unwrapped ? { ...names, words: [...names.words, 'envelope'] } : names,
      isChosen,
      paged: isChosen && plan ? { plan, found } : undefined,
    });
    responses.push(response);
    if (isChosen) success = response;
  }
  return { responses, ...(success ? { success } : {}), result: resultOf(responses, success, unwrapped), ...found };
}

interface Reading {
  readonly status: string;
  readonly names: ResultNames;
  readonly isChosen: boolean;
  readonly paged: { readonly plan: PagePlan; readonly found: { item?: TypeRef } } | undefined;
}

/** A response; a reusable one of an error is read once, as nothing in it depends on the operation. */
function oneResponse(ctx: Context, located: Located<Node>, reading: Reading): Response {
  const { status, isChosen } = reading;
  if (isChosen || /^2/.test(status) || ctx.openapi.componentName(located) === undefined) return readResponse(ctx, located, reading);
  let known = ctx.errorResponses.get(located.value);
  if (!known) ctx.errorResponses.set(located.value, (known = new Map()));
  let found = known.get(status);
  if (!found) known.set(status, (found = readResponse(ctx, located, reading)));
  return found;
}

function readResponse(ctx: Context, located: Located<Node>, reading: Reading): Response {
  const { status, names, isChosen, paged } = reading;
  const media = byPreference(
    childMap(located, 'content').map(([mediaType, value]) => ({ mediaType, kind: contentKind(mediaType), value })),
  );
  const suffix = isChosen
    ? ['response']
    : /^[2]/.test(status)
      ? [status.toLowerCase(), 'response']
      : status === 'default'
        ? ['error']
        : [status.toLowerCase(), 'error'];
  const contents = media.map(({ mediaType, kind, value }, index): Content => {
    const schema = subschema(value, 'itemSchema') ?? subschema(value, 'schema');
    const words = [...suffix, ...(index === 0 ? [] : [kind])];
    if (schema && paged && kind === 'json' && paged.found.item === undefined)
      return { mediaType, kind, type: pagedType(ctx, schema, reading), fields: {} };
    const type = !schema
      ? fallbackType(kind)
      : isChosen || /^2/.test(status)
        ? responseType(ctx, schema, names, words)
        : errorType(ctx, located, schema, { names, words });
    return { mediaType, kind: isFile(schema) && kind === 'json' ? 'binary' : kind, type, fields: {} };
  });
  return {
    status,
    contents,
    headers: headersOf(ctx, located, names),
    docs: docsOf(located.value),
    examples: media.flatMap(({ mediaType, value }) => examplesOf(ctx, mediaType, value)),
  };
}

function pagedType(ctx: Context, schema: LocatedSchema, { names, paged }: Reading): TypeRef {
  if (!paged) return { kind: 'unknown' };
  const { whole, item } = pagedTypes(ctx, schema, names, paged.plan);
  paged.found.item = item;
  return whole;
}

const isFile = (schema: LocatedSchema | undefined): boolean =>
  schema !== undefined && typeof schema.value !== 'boolean' && stringContent(schema.value) === 'file';

function fallbackType(kind: Content['kind']): TypeRef {
  if (kind === 'binary') return { kind: 'scalar', scalar: 'binary' };
  return kind === 'text' || kind === 'xml' ? { kind: 'scalar', scalar: 'string' } : { kind: 'unknown' };
}

/** A model by its name, a plain scalar as it is; everything else is declared after the operation. */
function responseType(ctx: Context, schema: LocatedSchema, names: ResultNames, suffix: readonly string[]): TypeRef {
  const target = typeof schema.value === 'boolean' ? undefined : ctx.openapi.deref(schema as Located<Node>);
  if (target) {
    const model = modelAt(ctx, target);
    if (model) return typeOf(ctx, schema, { owner: model.head, name: model.head.name });
  }
  if (!target || isEmpty(target.value)) return { kind: 'unknown' };
  if (stringContent(target.value) === 'file') return { kind: 'scalar', scalar: 'binary' };
  const words = [...names.words, ...suffix];
  return declareType(ctx, responseHead(ctx, names.home, words), schema);
}

/** The type of an error: reusable ones (a component, or the inline schema of a reusable response) are declared once. */
function errorType(
  ctx: Context,
  response: Located<Node>,
  schema: LocatedSchema,
  { names, words }: { readonly names: ResultNames; readonly words: readonly string[] },
): TypeRef {
  const target = typeof schema.value === 'boolean' ? undefined : ctx.openapi.deref(schema as Located<Node>);
  if (!target) return { kind: 'unknown' };
  const known = ctx.sharedErrors.get(target.value);
  if (known) return known;
  const own = ctx.openapi.componentName(target);
  const component = own ?? ctx.openapi.componentName(response);
  if (component === undefined) return responseType(ctx, schema, names, words);
  const named = nameOf(component).words;
  const suffix = own !== undefined || named.includes('error') || named.includes('problem') ? [] : ['error'];
  const type = responseType(ctx, schema, { home: '$shared', words: named }, suffix);
  ctx.sharedErrors.set(target.value, type);
  return type;
}

function isEmpty(schema: Node): boolean {
  for (const key in schema) if (key !== 'description' && key !== 'title' && key !== 'example' && key !== 'examples') return false;
  return true;
}

function responseHead(ctx: Context, home: string, words: readonly string[]): Head {
  const name = nameFrom(words);
  return topHead(ctx, { id: `${home}/${name.wire}`, name, home, source: 'response' });
}

function headersOf(ctx: Context, located: Located<Node>, names: ResultNames): Response['headers'] {
  return childMap(located, 'headers').flatMap(([wire, raw]) => {
    const header = ctx.openapi.deref(raw);
    if (!header || wire.toLowerCase() === 'content-type') return [];
    const schema = subschema(header, 'schema');
    return [
      {
        name: nameOf(wire),
        type: schema ? headerType(ctx, schema, names) : ({ kind: 'scalar', scalar: 'string' } as const),
        docs: docsOf(header.value),
      },
    ];
  });
}

/** Headers are text: a type that would need a declaration of its own is read as a string. */
function headerType(ctx: Context, schema: LocatedSchema, names: ResultNames): TypeRef {
  const { value } = schema;
  if (
    typeof value === 'boolean' ||
    value.enum !== undefined ||
    extensibleValues(value) !== undefined ||
    value.properties !== undefined ||
    value.oneOf !== undefined ||
    value.anyOf !== undefined ||
    value.allOf !== undefined ||
    value.items !== undefined
  )
    return { kind: 'scalar', scalar: 'string' };
  return typeOf(ctx, schema, {
    owner: { id: names.home, home: names.home, scope: { memo: new Map() } },
    name: nameFrom(['header']),
  });
}

function examplesOf(ctx: Context, mediaType: string, media: Located<Node>): readonly Example[] {
  const found: Example[] = [];
  for (const [name, raw] of namedExamples(media)) {
    const value = exampleValue(ctx, raw);
    if (value !== undefined) found.push({ name, mediaType, value });
  }
  return found;
}

/** The value of an Example object; undefined when it is kept elsewhere (`externalValue`). */
export function exampleValue(ctx: Context, raw: Located<Node>): Json | undefined {
  const example = ctx.openapi.deref(raw);
  if (!example) return undefined;
  const { value, dataValue } = example.value;
  return value === undefined ? (dataValue === undefined ? undefined : json(dataValue)) : json(value);
}

/** The property that a call yields instead of its envelope: the method's own, or a configured one that is all there is. */
function unwrappedOf(
  ctx: Context,
  response: Located<Node>,
  names: ResultNames,
): { readonly unwrap: string; readonly type: TypeRef } | undefined {
  const fields = ctx.config.settings.unwrapResponseFields;
  if (names.unwrap === false || (names.unwrap === undefined && fields.length === 0)) return undefined;
  const schema = jsonSchema(response);
  const target = schema && core(ctx, schema);
  if (!target) return undefined;
  const { properties } = shapeOf(ctx, target);
  const all = [...properties.keys()];
  const only = names.unwrap === true && fields.length === 0 && all.length === 1;
  const wanted = typeof names.unwrap === 'string' ? [names.unwrap] : only ? all : fields;
  const property = wanted.map((wire) => properties.get(wire)).find((found) => found !== undefined);
  if (!property && names.unwrap !== undefined)
    configNote(
      ctx,
      'config/no-scheme',
      { what: 'property of the response to unwrap', name: wanted.join('`, `'), help: suggestion(wanted[0] ?? '', all) },
      `${names.pointer ?? ''}/unwrap_response`,
    );
  if (!property || (names.unwrap === undefined && properties.size > 1)) return undefined;
  const known = ctx.unwrapped.get(target.value);
  const type = known ?? responseType(ctx, property.schema, names, ['response']);
  if (modelAt(ctx, target) || ctx.openapi.componentName(target) !== undefined) ctx.unwrapped.set(target.value, type);
  return { unwrap: property.wire, type };
}

function resultOf(
  responses: readonly Response[],
  success: Response | undefined,
  unwrapped: ReturnType<typeof unwrappedOf>,
): Result {
  const content = success?.contents.find(({ kind }) => kind !== 'sse' && kind !== 'jsonl');
  if (!success || !content) return { kind: 'none' };
  const { mediaType } = content;
  const optional = responses.some((other) => other !== success && /^2/.test(other.status) && other.contents.length === 0);
  switch (content.kind) {
    case 'json':
    case 'form':
      return { kind: 'value', type: content.type, optional, mediaType, ...unwrapped };
    case 'text':
    case 'xml':
      return { kind: 'text', mediaType };
    default:
      return { kind: 'binary', mediaType };
  }
}
