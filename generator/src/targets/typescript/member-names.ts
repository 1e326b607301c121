import type { Casing } from '../../kit/casing.js';
import { toIdentifier } from '../../kit/identifier.js';

/** Names that a generated class inherits or that JavaScript gives a meaning of its own. */
const memberNames = new Set([
  'constructor',
  '__proto__',
  'prototype',
  'then',
  '_client',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'toJSON',
]);

/** Members of the client's base class, which a resource or method of the root may not hide. */
export const clientMembers: readonly string[] = (
  'get post put patch delete head options request getAPIList withOptions close send baseURL timeout deadline maxRetries logger logLevel fetch ' +
  'idempotencyHeader middleware tracing transport name'
).split(' ');

/** A member name: any word will do, except those that classes and promises give a meaning. */
export function memberName(words: readonly string[], wire: string, casing: Casing): string {
  const made = toIdentifier(casing.camel(words), wire);
  return memberNames.has(made) || made.startsWith('_') ? `${made}_`.replace(/^_+/, (run) => (run.length > 1 ? '_' : run)) : made;
}
