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

interface Graft {
  readonly node: Node;
  readonly key: string;
  /** The reference that stood there. */
  readonly value: Node;
}

/** What was put into documents so far: a document that is resolved again starts as it was read. */
const grafts = new WeakMap<Source, Graft[]>();

function restore(source: Source): Graft[] {
  for (const { node, key, value } of grafts.get(source) ?? []) put(node, key, value);
  const made: Graft[] = [];
  grafts.set(source, made);
  return made;
}

/**
 * Puts the targets of references in unusual places (an operation, a map of properties, a description) where the references stand, so that no reader
 * needs to expect a reference there. Nothing is copied; `moved` remembers where each target really stands.
 */
export function graft(sources: readonly Source[], graph: References, moved: Moved): void {
  const made = sources.map(restore);
  sources.forEach((source, index) => {
    visitObjects(source.value, (node, pointer) => {
      for (const key of Object.keys(node)) {
        const value = node[key];
        if (!isNode(value) || !grafted.has(key) || refOf(value) === undefined) continue;
        const found = graph.chase(place({ value: node, file: source.file, pointer, moved }, key, value));
        if (!isMissing(found)) {
          put(node, key, found.value);
          made[index]?.push({ node, key, value });
        }
        if (isMissing(found) || typeof found.value !== 'object' || found.value === null) continue;
        moved.set(found.value, { file: found.file, pointer: found.pointer });
      }
    });
  });
}

function put(node: Node, key: string, value: unknown): void {
  (node as Record<string, unknown>)[key] = value;
}
