import { visitObjects } from '../load/visit.js';
import type { Node, OpenApi } from './openapi.js';

/** An object of the documents with where it stands. */
export interface Mention {
  readonly node: Node;
  readonly file: string;
  readonly pointer: string;
}

/** Calls `visit` with every object that describes something, in those documents whose text has one of the words; the others cost a search each. */
export function visitMentions({ sources }: OpenApi, words: readonly string[], visit: (mention: Mention) => void): void {
  for (const { bytes, value, file } of sources) {
    if (words.some((word) => bytes.includes(word))) visitObjects(value, (node, pointer) => visit({ node, file, pointer }));
  }
}
