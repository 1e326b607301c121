import { closest } from '../diagnostics/closest.js';
import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { childList, childMap, childNode, place, placeOf } from '../resolve/located.js';
import type { Located, Node, OpenApi } from '../resolve/openapi.js';
import { refOf } from '../resolve/schema.js';
import { openApiObjects, swaggerObjects, type FixedObject } from './fixed-fields.js';

interface Walk {
  readonly openapi: OpenApi;
  readonly objects: Readonly<Record<string, FixedObject>>;
  readonly report: (problem: Diagnostic) => void;
  readonly met: Set<Node>;
}

/**
 * Reports keys that the specification does not know where it names every field, and those of a newer version. Schemas, references, examples'
 * values and `x-` keys may hold anything. Swagger 2.0 is read as it was written, before it is rewritten.
 */
export function checkUnknownKeys(openapi: OpenApi, report: (problem: Diagnostic) => void): void {
  const [entry] = openapi.sources;
  if (!entry) return;
  const swagger = openapi.dialect === '2.0';
  const root: Located<Node> = swagger ? { value: entry.value as Node, file: entry.file, pointer: '' } : openapi.at();
  visit(root, 'root', { openapi, objects: swagger ? swaggerObjects : openApiObjects, report, met: new Set() });
}

function visit(listed: Located<Node>, kind: string, walk: Walk): void {
  const swagger = walk.openapi.dialect === '2.0';
  const isReference = refOf(listed.value) !== undefined;
  const at = !isReference ? listed : swagger ? undefined : walk.openapi.deref(listed);
  const object = walk.objects[kind];
  if (!at || !object || walk.met.has(at.value)) return;
  walk.met.add(at.value);
  reportKeys(at, object, walk);
  for (const [key, [shape, child]] of Object.entries(object.children ?? {})) {
    for (const found of childrenOf(at, key, shape)) visit(found, child, walk);
  }
}

function childrenOf(at: Located<Node>, key: string, shape: 'one' | 'list' | 'map'): readonly Located<Node>[] {
  if (shape === 'list') return childList(at, key);
  if (shape === 'map') return childMap(at, key).filter(([name]) => !name.startsWith('x-')).map(([, found]) => found);
  const found = childNode(at, key);
  return found ? [found] : [];
}

function reportKeys(at: Located<Node>, { what, fields, open }: FixedObject, { openapi, report }: Walk): void {
  const since = new Map(Object.entries(fields).flatMap(([version, names]) => names.split(' ').map((name) => [name, version] as const)));
  const known = [...since].filter(([, version]) => version <= openapi.dialect).map(([name]) => name);
  for (const key of Object.keys(at.value)) {
    if (key.startsWith('x-') || known.includes(key)) continue;
    const where = placeOf(place(at, key, at.value[key]));
    const version = since.get(key);
    if (version !== undefined) {
      report(diagnostic('validate/newer-key', { key, what, version, dialect: openapi.dialect }, where));
      continue;
    }
    if (key.startsWith('$')) continue;
    const near = closest(key, known.filter((name) => !Object.hasOwn(at.value, name)));
    if (near === undefined && open) continue;
    report(diagnostic('validate/unknown-key', { key, what, ...(near ? { near } : {}) }, where));
  }
}
