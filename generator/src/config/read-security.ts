import type { Config } from './config.js';
import { itemsOf, membersOf, stringsOf, type Field } from './field.js';

/** Reads alternatives of credentials: a list of scheme names to scopes; undefined when there is none. */
export function readSecurity(field: Field): Config['security'] | undefined {
  if (field.value === undefined) return undefined;
  return itemsOf(field).map((item) => Object.fromEntries(membersOf(item).map(([name, scopes]) => [name, stringsOf(scopes)])));
}
