import type { Place } from '../diagnostics.js';
import { escapeKey, pointerKeys } from '../load/pointer.js';
import type { Source } from '../load/source.js';
import type { Location } from './path.js';

/** A JSON object that may be changed. */
export type Table = Record<string, unknown>;

/** A copy of a document that is being changed, and where its parts came from. */
export interface Draft {
  readonly file: string;
  readonly root: unknown;
  /** Where objects and lists stand in the user's own files, by identity. */
  readonly origins: WeakMap<object, Origin>;
}

/** A file and a JSON pointer in it. */
export interface Origin {
  readonly file: string;
  readonly pointer: string;
}

/** Copies a document, to be changed. */
export function openDraft({ file, value }: Source): Draft {
  const origins: Draft['origins'] = new WeakMap();
  return { file, root: copy(value, origins, { file, pointer: '' }), origins };
}

/** Copies a value; its parts stand below an origin from then on. */
export function copy(value: unknown, origins: Draft['origins'], origin: Origin): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const below = (key: string): Origin => ({ file: origin.file, pointer: `${origin.pointer}/${escapeKey(key)}` });
  const made: object = Array.isArray(value)
    ? value.map((item, index) => copy(item, origins, below(String(index))))
    : table(Object.entries(value).map(([key, item]) => [key, copy(item, origins, below(key))]));
  origins.set(made, origin);
  return made;
}

/** Copies a part of a draft to another place in it; what is said of it points to where it was copied from. */
export function duplicate(value: unknown, origins: Draft['origins']): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const made: object = Array.isArray(value) ? value.map((item) => duplicate(item, origins)) : table(Object.entries(value).map(([key, item]) => [key, duplicate(item, origins)]));
  const origin = origins.get(value);
  if (origin) origins.set(made, origin);
  return made;
}

/** Sets a key, whatever it is called. */
export function put(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

function table(entries: readonly (readonly [string, unknown])[]): Table {
  const made: Table = {};
  for (const [key, value] of entries) put(made, key, value);
  return made;
}

/** Whether a value is a JSON object. */
export const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a location, which is known to exist. */
export const valueAt = (root: unknown, location: Location): unknown => location.reduce<unknown>((value, key) => (value as Table)[key], root);

/** Where something that stands at a place of the changed document stands in the user's own files, as near as there is a place. */
export function traceIn({ file, root, origins }: Draft, place: Place): Place {
  if (place.file !== file || place.pointer === undefined || place.line !== undefined) return place;
  let at: Origin = { file, pointer: '' };
  let value: unknown = root;
  let rest = '';
  for (const key of pointerKeys(place.pointer)) {
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Table)[key] : undefined;
    const origin = typeof value === 'object' && value !== null ? origins.get(value) : undefined;
    rest = origin ? '' : `${rest}/${escapeKey(key)}`;
    at = origin ?? at;
  }
  return { ...place, file: at.file, pointer: at.pointer + rest };
}
