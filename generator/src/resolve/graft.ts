import type { Source } from '../load/source.js';
import { visitObjects } from '../load/visit.js';
import { isNode, place } from './located.js';
import type { Moved, Node } from './openapi.js';
import { isMissing, type References } from './references.js';
import { refOf } from './schema.js';

/** Keys whose value may not be a reference by the letter, but is one in many documents that are kept in several files. */
const grafted: ReadonlySet<string> = new Set([
  'get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query', 'paths', 'components', 'schemas', 'responses', 'parameters', 'requestBodies', 'headers',
  'securitySchemes', 'links', 'callbacks', 'pathItems', 'webhooks', 'content', 'properties', 'patternProperties', '$defs', 'definitions', 'examples', 'encoding', 'info',
  'description', 'summary', 'tags', 'servers', 'security', 'required', 'enum',
]);

/**
 * Puts the targets of references in unusual places (an operation, a map of properties, a description) where the references stand, so that no reader
 * needs to expect a reference there. Nothing is copied; `moved` remembers where each target really stands.
 */
export function graft(sources: readonly Source[], graph: References, moved: Moved): void {
  for (const source of sources) {
    visitObjects(source.value, (node, pointer) => {
      for (const key of Object.keys(node)) {
        const value = node[key];
        if (!isNode(value) || !grafted.has(key) || refOf(value) === undefined) continue;
        const found = graph.chase(place({ value: node, file: source.file, pointer, moved }, key, value));
        if (!isMissing(found)) put(node, key, found.value);
        if (isMissing(found) || typeof found.value !== 'object' || found.value === null) continue;
        moved.set(found.value, { file: found.file, pointer: found.pointer });
      }
    });
  }
}

function put(node: Node, key: string, value: unknown): void {
  (node as Record<string, unknown>)[key] = value;
}
