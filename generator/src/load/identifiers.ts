import type { Source } from './source.js';
import { resolveUri, splitReference } from './uri.js';
import { visitObjects } from './visit.js';

/** The places in a document that have a name of their own (`$id`, `$anchor`, `$dynamicAnchor`, `$self`). */
export interface Identifiers {
  /** Absolute uri of an embedded resource to its pointer. */
  readonly resources: ReadonlyMap<string, string>;
  /** `uri#anchor` to its pointer; the uri is the resource's, or the document's own. */
  readonly anchors: ReadonlyMap<string, string>;
  /** The embedded resource (uri and pointer) that a place belongs to; undefined for the document itself. */
  owner(pointer: string): { readonly uri: string; readonly pointer: string } | undefined;
}

const keywords = ['$id', '$anchor', '$dynamicAnchor', '$self'] as const;
const none: Identifiers = { resources: new Map(), anchors: new Map(), owner: () => undefined };
const known = new WeakMap<Source, Identifiers>();

/** Collects the identifiers of a document; a text that mentions none of the keywords costs one search. */
export function identifiers(source: Source): Identifiers {
  let found = known.get(source);
  if (!found) {
    found = keywords.some((keyword) => source.bytes.includes(keyword)) ? collect(source) : none;
    known.set(source, found);
  }
  return found;
}

function collect(source: Source): Identifiers {
  const resources = new Map<string, string>();
  const anchors = new Map<string, string>();
  const owners = new Map<string, { readonly uri: string; readonly pointer: string }>();
  const owner: Identifiers['owner'] = (pointer) => {
    for (let above = pointer; above !== '' && owners.size > 0; above = above.slice(0, above.lastIndexOf('/'))) {
      const found = owners.get(above);
      if (found) return found;
    }
    return undefined;
  };
  visitObjects(source.value, (node, pointer) => {
    const id = pointer === '' ? (node.$self ?? node.$id) : node.$id;
    if (typeof id === 'string') {
      const uri = resolveUri(owner(pointer)?.uri ?? source.uri, splitReference(id).target);
      if (uri !== undefined && pointer === '') resources.set(uri, '');
      else if (uri !== undefined) {
        resources.set(uri, pointer);
        owners.set(pointer, { uri, pointer });
      }
    }
    for (const anchor of [node.$anchor, node.$dynamicAnchor]) {
      if (typeof anchor !== 'string') continue;
      const key = `${owner(pointer)?.uri ?? source.uri}#${anchor}`;
      if (!anchors.has(key)) anchors.set(key, pointer);
    }
  });
  return { resources, anchors, owner };
}
