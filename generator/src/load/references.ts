import { identifiers } from './identifiers.js';
import { escapeKey } from './pointer.js';
import type { Source } from './source.js';
import { resolveUri, splitReference } from './uri.js';
import { visitObjects } from './visit.js';

/** A reference to another document. */
export interface ExternalReference {
  readonly pointer: string;
  readonly reference: string;
  /** Absolute path or URL of the document; undefined when nothing can be read there (`ftp:`, a malformed URL). */
  readonly uri: string | undefined;
}

const probes = {
  json: /"\$(?:ref|dynamicRef|recursiveRef)"\s*:\s*"[^#]/,
  yaml: /\$(?:ref|dynamicRef|recursiveRef)["']?\s*:\s*["'>|]?(?!["'#])\S/,
} as const;

/** The references of a document that lead out of it, in its order. A text without any costs one search. */
export function externalReferences(source: Source): readonly ExternalReference[] {
  // As if every byte were a character: what is looked for is ASCII.
  if (!probes[source.format].test(source.bytes.toString('latin1'))) return [];
  const found: ExternalReference[] = [];
  const ids = identifiers(source);
  const add = (reference: string, pointer: string): void => {
    const { target } = splitReference(reference);
    if (target === '') return;
    const embedded = resolveUri(ids.owner(pointer)?.uri ?? source.uri, target);
    if (embedded !== undefined && ids.resources.has(embedded)) return;
    const uri = resolveUri(source.uri, target);
    if (uri !== source.uri) found.push({ pointer, reference, uri });
  };
  visitObjects(source.value, (node, pointer) => {
    for (const key of ['$ref', '$dynamicRef', '$recursiveRef']) {
      const reference = node[key];
      if (typeof reference === 'string') add(reference, `${pointer}/${key}`);
    }
    const mapping = (node.discriminator as { mapping?: unknown } | undefined)?.mapping;
    if (typeof mapping !== 'object' || mapping === null) return;
    for (const [value, target] of Object.entries(mapping)) {
      if (typeof target === 'string' && isFileReference(target)) add(target, `${pointer}/discriminator/mapping/${escapeKey(value)}`);
    }
  });
  return found;
}

/** A mapping value may be a component's name or a reference; one that looks like a file is a reference. */
function isFileReference(target: string): boolean {
  return !target.startsWith('#') && /[/#]|\.(?:ya?ml|json)$/i.test(target);
}
