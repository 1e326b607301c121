import type { PathPart } from '../ir/index.js';
import { childMap, childNode } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import { hasDotSegment, sentPath } from '../resolve/path-template.js';
import type { Context } from './context.js';
import { pathParts } from './paths.js';

/** An operation of the document with what it inherits from its path. */
export interface Endpoint {
  /** Lower case. */
  readonly method: string;
  /** As the document has it, with a fragment that is not sent. */
  readonly path: string;
  readonly parts: readonly PathPart[];
  readonly operation: Located<Node>;
  readonly item: Located<Node>;
  /** Methods that the same path offers. */
  readonly siblings: ReadonlySet<string>;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

/** How an endpoint is written in a configuration: `get /things/{id}`. */
export const endpointKey = (method: string, path: string): string => `${method} ${path}`;

/** Every operation below `paths`, in the document's order; one whose path can't be read is left out (validate reports it). */
export function endpointsOf(ctx: Context): readonly Endpoint[] {
  const found: Endpoint[] = [];
  for (const [path, raw] of childMap(ctx.openapi.at(), 'paths')) {
    if (!path.startsWith('/')) continue;
    const item = ctx.openapi.deref(raw);
    if (item) found.push(...endpointsAt(path, item));
  }
  return found;
}

function endpointsAt(path: string, item: Located<Node>): readonly Endpoint[] {
  const own: [string, Located<Node>][] = [];
  for (const key of Object.keys(item.value)) {
    const operation = (methods as readonly string[]).includes(key) ? childNode(item, key) : undefined;
    if (operation) own.push([key, operation]);
  }
  for (const [name, operation] of childMap(item, 'additionalOperations')) own.push([name.toLowerCase(), operation]);
  if (own.length === 0) return [];
  const parts = pathParts(sentPath(path));
  if (!parts || hasDotSegment(path)) return [];
  const siblings = new Set(own.map(([method]) => method));
  return own.map(([method, operation]) => ({ method, path, parts, operation, item, siblings }));
}
