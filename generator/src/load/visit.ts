import { escapeKey } from './pointer.js';

/** An object of a document with its pointer. */
export type Visit = (node: Readonly<Record<string, unknown>>, pointer: string) => void;

const named: ReadonlySet<string> = new Set([
  'properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'schemas', 'responses', 'parameters', 'requestBodies',
  'headers', 'securitySchemes', 'links', 'callbacks', 'pathItems', 'paths', 'webhooks', 'content', 'mediaTypes', 'encoding', 'variables',
]);
const data: ReadonlySet<string> = new Set(['example', 'default', 'const', 'enum']);

/**
 * Visits the objects of a document that describe something, each once, and leaves out what is mere data: examples, defaults, enums and
 * extensions. A `$ref` or `$id` in an example is data of the API.
 */
export function visitObjects(root: unknown, visit: Visit): void {
  const seen = new Set<object>();
  const walk = (node: unknown, pointer: string, names: boolean): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    const record = node as Record<string, unknown>;
    // A whole map of names may be kept elsewhere: `properties: {$ref: shared.yaml#/fields}`.
    if (!Array.isArray(node) && (!names || typeof record.$ref === 'string')) visit(record, pointer);
    for (const key of Object.keys(record)) {
      const item = record[key];
      if (typeof item !== 'object' || item === null) continue;
      if (!names && (data.has(key) || key.startsWith('x-'))) continue;
      const at = `${pointer}/${escapeKey(key)}`;
      if (key === 'examples' && !names) visitExamples(item, at, visit);
      else walk(item, at, !names && !Array.isArray(item) && named.has(key));
    }
  };
  walk(root, '', false);
}

function visitExamples(examples: object, pointer: string, visit: Visit): void {
  if (Array.isArray(examples)) return;
  for (const [key, example] of Object.entries(examples)) {
    if (typeof example === 'object' && example !== null && !Array.isArray(example)) visit(example as Record<string, unknown>, `${pointer}/${escapeKey(key)}`);
  }
}
