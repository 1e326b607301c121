import type { Json } from '../ir/index.js';
import { childList, childMap, childNode, isNode } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import { subschema, types, type LocatedSchema } from '../resolve/schema.js';
import type { Context } from './context.js';
import type { Endpoint } from './endpoints.js';
import { successOf } from './success.js';
import { contentKind } from './media.js';
import type { NamingFacts, ResponseShape } from './methods.js';
import { singular } from './inflect.js';
import { segmentsOf } from './paths.js';
import { shapeOf } from './shape.js';
import { wordKey } from './words.js';

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

/** What the name of an operation is worked out from. */
export function namingFacts(ctx: Context, endpoint: Endpoint, version: string | undefined): NamingFacts {
  const { operation, method, siblings } = endpoint;
  const { operationId } = operation.value;
  return {
    method,
    segments: segmentsOf(endpoint.path, version),
    siblings,
    shape: method === 'get' ? responseShape(ctx, endpoint) : 'none',
    singleton:
      (method === 'put' || method === 'delete') &&
      siblings.has('get') &&
      responseShape(ctx, { ...endpoint, operation: childNode(endpoint.item, 'get') ?? operation }) === 'object',
    selective: method === 'delete' && isSelective(ctx, operation),
    ...(typeof operationId === 'string' ? { operationId } : {}),
  };
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
  if (shape.properties.size === 0) return shape.object ? 'object' : 'other';
  return arraysOf(ctx, shape.properties.values(), lastWords(endpoint.path));
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

const lastWords = (path: string): string =>
  normal(
    path
      .split('/')
      .filter((part) => part !== '' && !part.includes('{'))
      .pop() ?? '',
  );

/** The key under which a resource path is one resource. */
export const resourceKey = (words: readonly (readonly string[])[]): string => words.map(wordKey).join('.');

/** Whether a JSON value is an object. */
export const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } => isNode(value);
