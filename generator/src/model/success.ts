import { child, childMap, childNode, isNode } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import { subschema } from '../resolve/schema.js';
import { note, type Context } from './context.js';
import { endpointKey, endpointsOf, type Endpoint } from './endpoints.js';

/**
 * The success response that a call yields: the first 2xx with content, else the first 2xx, `2XX`, else `default`. A `default`
 * that describes an error is no success.
 */
export function successOf(ctx: Context, endpoint: Endpoint): Located<Node> | undefined {
  const { value } = endpoint.operation;
  if (!ctx.successes.has(value)) ctx.successes.set(value, findSuccess(ctx, endpoint));
  return ctx.successes.get(value);
}

function findSuccess(ctx: Context, endpoint: Endpoint): Located<Node> | undefined {
  const responses = child(endpoint.operation, 'responses');
  if (!responses || !isNode(responses.value)) return undefined;
  const located = responses as Located<Node>;
  let first: Located<Node> | undefined;
  for (const status of Object.keys(located.value).sort()) {
    const raw = isSuccess(status) ? childNode(located, status) : undefined;
    if (!raw) continue;
    const response = ctx.openapi.deref(raw);
    if (!response) continue;
    if (isNode(response.value.content) && Object.keys(response.value.content).length > 0) return response;
    first ??= response;
  }
  if (first) return first;
  const fallback = childNode(located, 'default');
  const response = fallback && ctx.openapi.deref(fallback);
  if (!response || !isError(ctx, response)) return response;
  note(ctx, 'model/no-success', { endpoint: endpointKey(endpoint.method, endpoint.path) }, endpoint.operation);
  return undefined;
}

const isSuccess = (status: string): boolean => /^2(?:\d\d|XX)$/i.test(status);

/** A problem by its media type or name, or a schema that other operations answer with when they fail. */
function isError(ctx: Context, response: Located<Node>): boolean {
  if (isErrorName(ctx.openapi.componentName(response))) return true;
  return childMap(response, 'content').some(([mediaType, media]) => {
    if (/problem\+/i.test(mediaType)) return true;
    const target = schemaOf(ctx, media);
    return target !== undefined && (isErrorName(ctx.openapi.componentName(target)) || failures(ctx).has(target.value));
  });
}

const isErrorName = (name: string | undefined): boolean => name !== undefined && /(?:error|problem|fault|exception)(?:s|response|body|model|details)?$/i.test(name);

function schemaOf(ctx: Context, media: Located<Node>): Located<Node> | undefined {
  const schema = subschema(media, 'schema');
  return schema && typeof schema.value !== 'boolean' ? ctx.openapi.deref(schema as Located<Node>) : undefined;
}

/** Named schemas of 4xx and 5xx, and of a `default` beside a success; collected once a document. */
function failures(ctx: Context): ReadonlySet<object> {
  if (ctx.failures.known) return ctx.failures.known;
  const found = new Set<object>();
  for (const { operation } of endpointsOf(ctx)) {
    const responses = childNode(operation, 'responses');
    const statuses = responses ? Object.keys(responses.value) : [];
    const succeeds = statuses.some(isSuccess);
    for (const status of statuses) {
      if (!/^[45]/.test(status) && !(status === 'default' && succeeds)) continue;
      const raw = responses && childNode(responses, status);
      const response = raw && ctx.openapi.deref(raw);
      for (const [, media] of response ? childMap(response, 'content') : []) {
        const target = schemaOf(ctx, media);
        if (target && ctx.openapi.componentName(target) !== undefined) found.add(target.value);
      }
    }
  }
  ctx.failures.known = found;
  return found;
}
