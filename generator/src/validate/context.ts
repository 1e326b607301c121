import type { Diagnostic } from '../diagnostics.js';
import { refOf } from '../resolve/schema.js';
import type { Located, Node, OpenApi } from '../resolve/openapi.js';

/** What every check has at hand. */
export interface Context {
  readonly openapi: OpenApi;
  readonly report: (problem: Diagnostic) => void;
  /** Leaves a schema to be checked, once, however often it is met. */
  readonly schema: (located: Located<unknown>) => void;
  /** Follows a reference; one that leads nowhere is reported, once. */
  readonly deref: (located: Located<Node>) => Located<Node> | undefined;
  /** Whether a callback's path item comes up for the first time: callbacks may lead back to where they stand. */
  readonly isNew: (item: Located<Node>) => boolean;
}

/** Makes the context of one run. */
export function contextOf(openapi: OpenApi, report: (problem: Diagnostic) => void, schema: (located: Located<unknown>) => void): Context {
  const broken = new Set<Node>();
  const deref = (located: Located<Node>): Located<Node> | undefined => {
    if (refOf(located.value) === undefined) return located;
    const target = openapi.deref(located);
    if (target || broken.has(located.value)) return target;
    broken.add(located.value);
    const problem = openapi.unresolved(located);
    if (problem) report(problem);
    return undefined;
  };
  const met = new Set<Node>();
  const isNew = ({ value }: Located<Node>): boolean => met.size < met.add(value).size;
  return { openapi, report, schema, deref, isNew };
}

/** What a value is, in words. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'number' ? 'a number' : `a ${typeof value}`;
}
