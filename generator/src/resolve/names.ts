import { pointerKeys } from '../load/pointer.js';
import { childMap, isNode, own } from './located.js';
import type { Located, Node } from './openapi.js';
import { refOf } from './schema.js';

const sections: ReadonlySet<string> = new Set(['$defs', 'definitions', 'schemas', 'parameters', 'responses', 'headers', 'examples', 'requestBodies', 'securitySchemes', 'links', 'callbacks', 'pathItems', 'mediaTypes']);

/** The name that a place has as a component by itself: its key in a section, or its file's; undefined for what stands inline. */
export function nameOfPlace(located: Located<unknown>, entryFile: string): string | undefined {
  const keys = pointerKeys(located.pointer);
  const last = keys[keys.length - 1];
  if (last === undefined) return located.file === entryFile ? undefined : baseName(located.file);
  const section = keys[keys.length - 2];
  const inComponents = keys.length === 3 && keys[0] === 'components';
  if (inComponents || (section !== undefined && sections.has(section) && keys.length === 2)) return last;
  // A file of definitions: `models.yaml#/Pet`, `models.yaml#/schemas/Pet`.
  return keys.length === 1 && located.file !== entryFile ? last : undefined;
}

function baseName(file: string): string | undefined {
  const name = /([^/\\?#]+?)(?:\.(?:ya?ml|json))?(?:[?#].*)?$/i.exec(file)?.[1];
  return name === undefined || name === '' ? undefined : name;
}

/** Names of values in other files that are components only by a `$ref` to them: `components: {schemas: {Pet: {$ref: pet.yaml}}}`. */
export function aliasedNames(root: Located<Node>, chase: (located: Located<Node>) => Located<unknown> | undefined): ReadonlyMap<unknown, string> {
  const names = new Map<unknown, string>();
  const components = own(root.value, 'components');
  if (!isNode(components)) return names;
  const at: Located<Node> = { ...root, value: components, pointer: `${root.pointer}/components` };
  for (const section of Object.keys(components)) {
    for (const [name, item] of childMap(at, section)) {
      if (refOf(item.value) === undefined) continue;
      const target = chase(item);
      if (target && typeof target.value === 'object' && !names.has(target.value)) names.set(target.value, name);
    }
  }
  return names;
}
