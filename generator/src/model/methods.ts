import type { Segment } from './paths.js';
import { clientActions, filters, inverse, isAction, readActions } from './verbs.js';
import { isPlural, singularWords } from './inflect.js';

/** Where an operation belongs, before names that collide are told apart. */
export interface Placement {
  /** Words of each resource from the root; empty for the client itself. */
  readonly resource: readonly (readonly string[])[];
  readonly method: readonly string[];
}

/** What naming may know of an operation beside its path: nothing of its siblings at other paths, so that names are stable. */
export interface NamingFacts {
  readonly method: string;
  readonly segments: readonly Segment[];
  /** Methods that the same path offers. */
  readonly siblings: ReadonlySet<string>;
  /** What the successful response holds. */
  readonly shape: ResponseShape;
  /** True when the operation pages by a standard style. */
  readonly paged: boolean;
  /** True when the request says by body or required query what it means: a DELETE on a collection is then not about all of it. */
  readonly selective: boolean;
  /** True when GET of the same path yields one thing, not a list: settings are no collection, though their name is a plural. */
  readonly singleton: boolean;
  readonly operationId?: string;
}

/**
 * An array; an object with one array of items in it (`envelope` when that has a customary name); another object; one of which
 * nothing is said (`untyped`); or unknown.
 */
export type ResponseShape = 'array' | 'envelope' | 'holdsArray' | 'object' | 'untyped' | 'other' | 'none';

/** Names an operation by its path and method alone. */
export function placement(facts: NamingFacts): Placement {
  const { segments } = facts;
  const last = segments[segments.length - 1];
  if (last === undefined) return { resource: [], method: ['root'] };
  if (last.kind === 'param') return last.action ? { resource: resources(segments), method: last.action } : itemPlacement(facts);
  return staticPlacement(facts, last.words);
}

/** `/things/{id}`, `/compare/{base}`. */
function itemPlacement(facts: NamingFacts): Placement {
  const { segments } = facts;
  const owner = lastStatic(segments, segments.length);
  if (owner > 0 && isAction((segments[owner] as Segment).words)) {
    return { resource: resources(segments.slice(0, owner)), method: actionMethod(facts, (segments[owner] as Segment).words) };
  }
  return { resource: resources(segments), method: itemMethod(facts) };
}

function itemMethod({ method, siblings, paged }: NamingFacts): readonly string[] {
  switch (method) {
    case 'get':
      return [paged ? 'list' : 'retrieve'];
    case 'put':
      return siblings.has('patch') ? ['replace'] : ['update'];
    case 'patch':
      return ['update'];
    case 'post':
      return siblings.has('patch') || siblings.has('put') ? ['create'] : ['update'];
    case 'delete':
      return ['delete'];
    case 'head':
      return ['check'];
    default:
      return [method];
  }
}

function staticPlacement(facts: NamingFacts, words: readonly string[]): Placement {
  const { segments } = facts;
  const before = segments.slice(0, -1);
  const hasOwner = lastStatic(segments, before.length) >= 0;
  if (hasOwner && isAction(words)) {
    // An action on an action (`/rollback/validate`) is one method: a resource may not have the name of a method beside it.
    const above = lastStatic(segments, before.length);
    const outer = (segments[above] as Segment).words;
    if (above > 0 && isAction(outer))
      return { resource: resources(segments.slice(0, above)), method: actionMethod(facts, [...outer, ...words]) };
    return { resource: resources(before), method: actionMethod(facts, words) };
  }
  if (hasOwner && words.length === 1 && filters.has(words[0] as string))
    return { resource: resources(before), method: filterMethod(facts, words) };
  if (!hasOwner && facts.method === 'post' && words.length === 1 && clientActions.has(words[0] as string)) return { resource: [], method: words };
  return { resource: resources(segments), method: collectionMethod(facts, words) };
}

function actionMethod({ method, paged }: NamingFacts, words: readonly string[]): readonly string[] {
  const first = words[0] as string;
  if (method === 'get') return readActions.has(first) ? words : [paged ? 'list' : 'retrieve', ...words];
  if (method === 'patch') return first === 'update' ? words : ['update', ...words];
  if (method === 'delete') {
    const undone = inverse.get(first);
    if (undone !== undefined) return [undone, ...words.slice(1)];
    return ['delete', 'remove', 'clear', 'bulk', 'batch', 'revoke', 'cancel', 'detach', 'leave'].includes(first)
      ? words
      : ['delete', ...words];
  }
  return words;
}

function filterMethod(facts: NamingFacts, words: readonly string[]): readonly string[] {
  const { method, shape, paged } = facts;
  if (method === 'get')
    return [paged || shape === 'array' || shape === 'envelope' || shape === 'holdsArray' ? 'list' : 'retrieve', ...words];
  if (method === 'post') return ['create', ...words];
  return [...itemMethod(facts), ...words];
}

function collectionMethod(facts: NamingFacts, words: readonly string[]): readonly string[] {
  const { method, selective } = facts;
  const last = words[words.length - 1] as string;
  const collection = isPlural(last);
  switch (method) {
    case 'get':
      return [facts.paged || isList(facts.shape, last) ? 'list' : 'retrieve'];
    case 'post':
      return ['create'];
    case 'put':
      return collection && !facts.singleton ? ['replace'] : itemMethod(facts);
    case 'delete':
      return collection && !selective && !facts.singleton ? ['delete', 'all'] : ['delete'];
    case 'head':
      return ['check'];
    default:
      return itemMethod(facts);
  }
}

/** Plurals that name one thing. */
const wholes: ReadonlySet<string> = new Set('settings preferences stats statistics analytics details'.split(' '));

/** Whether GET of a path that ends in a word yields a list: as the answer says; a plural does where the answer says nothing. */
export function isList(shape: ResponseShape, word: string): boolean {
  if (shape === 'array' || shape === 'envelope') return true;
  if (shape === 'object' || !isPlural(word)) return false;
  return shape !== 'untyped' || !wholes.has(word);
}

/** The resources of static segments; an action in the middle of a path joins the segment after it (`/import/authors` → `import_authors`). */
function resources(segments: readonly Segment[]): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  let pending: readonly string[] = [];
  segments.forEach((segment, index) => {
    if (segment.kind === 'param') return;
    const action =
      found.length + pending.length > 0 && isAction(segment.words) && lastStatic(segments, segments.length) !== index;
    if (action) pending = [...pending, ...segment.words];
    else {
      found.push(pending.length > 0 ? [...pending, ...segment.words] : segment.words);
      pending = [];
    }
  });
  return found;
}

/** Index of the last static segment before `end`, or -1. */
function lastStatic(segments: readonly Segment[], end: number): number {
  for (let index = end - 1; index >= 0; index -= 1) if (segments[index]?.kind === 'static') return index;
  return -1;
}

/**
 * Other names for an operation whose first choice is taken in its resource, in order of preference: by what it stands below
 * (`list_for_issue`), by its last parameter (`retrieve_by_sha`), by its operationId.
 */
export function alternatives(facts: NamingFacts, method: readonly string[]): readonly (readonly string[])[] {
  const { segments, operationId } = facts;
  const found: (readonly string[])[] = [];
  const last = segments[segments.length - 1];
  const own = lastStatic(segments, segments.length);
  const above = lastStatic(segments, own);
  const nested = own > 0 && segments[own - 1]?.kind === 'param';
  const paired = last?.kind === 'param' && segments[segments.length - 2]?.kind === 'param';
  if (paired) found.push([...method, 'by', ...last.words]);
  const byParam = last?.kind === 'param' && !paired;
  if (byParam && above === 0) found.push([...method, 'by', ...last.words]);
  if (nested && above >= 0) found.push([...method, 'for', ...singularWords((segments[above] as Segment).words)]);
  if (byParam) found.push([...method, 'by', ...last.words]);
  if (operationId !== undefined) found.push(splitOperationId(operationId));
  return found;
}

function splitOperationId(id: string): readonly string[] {
  const words = id.split(/[^\p{L}\p{N}]+/u).flatMap((part) => part.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u));
  const found = words.filter((word) => word !== '').map((word) => word.toLowerCase());
  return found.length > 0 ? found.slice(0, 12) : ['call'];
}
