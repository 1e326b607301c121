import type { Json } from '../ir/index.js';
import { childList, childMap, childNode, isNode } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import { subschema, types, type LocatedSchema } from '../resolve/schema.js';
import type { Context } from './context.js';
import type { Endpoint } from './endpoints.js';
import { successOf } from './success.js';
import { contentKind } from './media.js';
import { isList, type NamingFacts, type ResponseShape } from './methods.js';
import { singular } from './inflect.js';
import { extension, segmentsOf } from './paths.js';
import { shapeOf, type Shape } from './shape.js';
import { splitWords, wordKey } from './words.js';

const itemsKeys = new Set([
  'data',
  'items',
  'results',
  'values',
  'value',
  'entries',
  'records',
  'list',
  'content',
  'rows',
  'objects',
  'resources',
  'elements',
  'nodes',
]);

/** What the name of an operation is worked out from, and what others have found out of it. */
export interface NamingInput {
  readonly endpoint: Endpoint;
  /** The version that names leave out. */
  readonly version: string | undefined;
  readonly paged: boolean;
}

/** What the name of an operation is worked out from. */
export function namingFacts(ctx: Context, { endpoint, version, paged }: NamingInput): NamingFacts {
  const { operation, method, siblings } = endpoint;
  const { operationId } = operation.value;
  return {
    method,
    segments: segmentsOf(endpoint.path, version),
    siblings,
    shape: method === 'get' ? responseShape(ctx, endpoint) : 'none',
    paged,
    singleton: (method === 'put' || method === 'delete') && siblings.has('get') && isSingleton(ctx, endpoint),
    selective: method === 'delete' && isSelective(ctx, operation),
    ...(typeof operationId === 'string' ? { operationId } : {}),
  };
}

function isSingleton(ctx: Context, endpoint: Endpoint): boolean {
  const shape = responseShape(ctx, { ...endpoint, operation: childNode(endpoint.item, 'get') ?? endpoint.operation });
  return shape === 'object' || (shape === 'untyped' && !isList(shape, lastWord(endpoint.path)));
}

function isSelective(ctx: Context, operation: Located<Node>): boolean {
  if (operation.value.requestBody !== undefined) return true;
  return childList(operation, 'parameters').some((raw) => {
    const parameter = ctx.openapi.deref(raw)?.value;
    return parameter?.in === 'query' && parameter.required === true;
  });
}

/** The schema of a response's JSON body. */
export function jsonSchema(response: Located<Node>): LocatedSchema | undefined {
  const media = childMap(response, 'content').find(([type]) => contentKind(type) === 'json');
  return media && subschema(media[1], 'schema');
}

function responseShape(ctx: Context, endpoint: Endpoint): ResponseShape {
  const response = successOf(ctx, endpoint);
  const schema = response && jsonSchema(response);
  if (!schema || typeof schema.value === 'boolean') return schema ? 'other' : 'none';
  const target = ctx.openapi.deref(schema as Located<Node>);
  if (!target) return 'other';
  if (types(target.value).includes('array') || (types(target.value).length === 0 && target.value.items !== undefined))
    return 'array';
  const shape = shapeOf(ctx, target);
  if (shape.properties.size === 0) return !shape.object ? 'other' : saysNothing(shape) ? 'untyped' : 'object';
  return arraysOf(ctx, shape.properties.values(), lastWords(endpoint.path));
}

/** Whether an object without properties is no map of something and none of some variants either. */
function saysNothing({ extra, unions, others }: Shape): boolean {
  const typed = extra !== undefined && typeof extra.value !== 'boolean' && Object.keys(extra.value).length > 0;
  return !typed && unions.length === 0 && others.length === 0;
}

function arraysOf(
  ctx: Context,
  properties: Iterable<{ readonly wire: string; readonly schema: LocatedSchema }>,
  last: string,
): ResponseShape {
  let arrays = 0;
  let others = 0;
  let inSingular = false;
  for (const { wire, schema } of properties) {
    const target = typeof schema.value === 'boolean' ? undefined : ctx.openapi.deref(schema as Located<Node>);
    if (!target || !types(target.value).includes('array')) {
      others += 1;
      continue;
    }
    arrays += 1;
    if (itemsKeys.has(wire) || normal(wire) === last) return 'envelope';
    if (singular(normal(wire)) === last) inSingular = true;
  }
  // `GET /message` with `{ messages, paging }` is a list all the same; a thing that also has statuses is none.
  if (inSingular && others <= 2) return 'envelope';
  if (arrays === 1 && others <= 6) return 'holdsArray';
  return 'object';
}

const normal = (text: string): string => text.toLowerCase().replaceAll('_', '').replaceAll('-', '');

const lastWords = (path: string): string => normal(lastLiteral(path));

/** The last segment of a path that is no parameter, without an extension such as `.json`. */
export function lastLiteral(path: string): string {
  const found = path.split('/').filter((part) => part !== '' && !part.includes('{')).pop() ?? '';
  return found.replace(extension, '');
}

const lastWord = (path: string): string => splitWords(lastLiteral(path)).at(-1) ?? '';

/** The key under which a resource path is one resource. */
export const resourceKey = (words: readonly (readonly string[])[]): string => words.map(wordKey).join('.');

/** Whether a JSON value is an object. */
export const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } => isNode(value);
