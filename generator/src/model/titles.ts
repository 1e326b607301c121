import type { Name } from '../ir/index.js';
import type { Node } from '../resolve/openapi.js';
import type { Slot } from './context.js';
import { nameOfVariant } from './extensions.js';
import { nameOf, splitWords } from './words.js';

/** A title of at most this many words serves as a name; a longer one is prose. */
const maxTitleWords = 6;

/** The title of a schema as a name, if it is short enough to be one. */
export function titleOf(schema: Node): Name | undefined {
  const variant = nameOfVariant(schema);
  if (variant !== undefined) return nameOf(variant);
  const { title } = schema;
  if (typeof title !== 'string' || title.length > 60 || !/[\p{L}]/u.test(title)) return undefined;
  return splitWords(title).length <= maxTitleWords ? nameOf(title) : undefined;
}

/** The name of an inline declaration: where it stands tells more than its title, so that the title counts for union members only. */
export function titleName(schema: Node, slot: Slot): Name | undefined {
  return slot.titled ? titleOf(schema) : undefined;
}
