import { escapeKey } from '../load/pointer.js';
import type { Located, Node } from './openapi.js';

/** Whether a value is a JSON object (no array, no null). */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads an own property: for keys that come from the document (`constructor`, `__proto__` …). */
export function own(node: object, key: string): unknown {
  return Object.hasOwn(node, key) ? (node as Record<string, unknown>)[key] : undefined;
}

/** The own property `key` of a located object with its place; undefined when absent. */
export function child(parent: Located<object>, key: string): Located<unknown> | undefined {
  const value = own(parent.value, key);
  return value === undefined ? undefined : place(parent, key, value);
}

/** Like `child`, for a property that must be an object. */
export function childNode(parent: Located<object>, key: string): Located<Node> | undefined {
  const value = own(parent.value, key);
  return isNode(value) ? place(parent, key, value) : undefined;
}

/** The members of the object `parent[key]` that are objects themselves: properties, responses, content … Other members are left out. */
export function childMap(parent: Located<object>, key: string): readonly (readonly [string, Located<Node>])[] {
  const map = childNode(parent, key);
  return map ? members(map) : [];
}

/** The members of a located object that are objects themselves, with their keys. */
export function members(map: Located<Node>): readonly (readonly [string, Located<Node>])[] {
  const found: (readonly [string, Located<Node>])[] = [];
  for (const key of Object.keys(map.value)) {
    const value = map.value[key];
    if (isNode(value)) found.push([key, place(map, key, value)]);
  }
  return found;
}

/** The members of the array `parent[key]` that are objects: parameters, allOf, servers … */
export function childList(parent: Located<object>, key: string): readonly Located<Node>[] {
  const value = own(parent.value, key);
  if (!Array.isArray(value)) return [];
  const list = place(parent, key, value as readonly unknown[]);
  const found: Located<Node>[] = [];
  value.forEach((item, index) => {
    if (isNode(item)) found.push(place(list, String(index), item));
  });
  return found;
}

/** A value that is known to stand at `key` of a parent, with its place. */
export function place<T>(parent: Located<unknown>, key: string, value: T): Located<T> {
  const { moved } = parent;
  if (moved === undefined) return { value, file: parent.file, pointer: `${parent.pointer}/${escapeKey(key)}` };
  const origin = typeof value === 'object' && value !== null ? moved.get(value) : undefined;
  return { value, file: origin?.file ?? parent.file, pointer: origin?.pointer ?? `${parent.pointer}/${escapeKey(key)}`, moved };
}

/** Where a located value stands, as diagnostics and the IR keep it. */
export function placeOf(located: Located<unknown>): { readonly file: string; readonly pointer: string } {
  return { file: located.file, pointer: located.pointer };
}
