import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { closest } from '../diagnostics/closest.js';
import { identifiers } from '../load/identifiers.js';
import { pointerKeys } from '../load/pointer.js';
import type { Source } from '../load/source.js';
import { resolveUri, splitReference } from '../load/uri.js';
import { place } from './located.js';
import type { Located, Moved, Node } from './openapi.js';
import { refOf } from './schema.js';

/** Follows references among documents. Targets are bound when first asked for, and each target is one `Located` object for good. */
export interface References {
  /** Follows one reference text, seen from a place. */
  lookup(from: Located<unknown>, reference: string): Located<unknown> | Missing;
  /** Follows the `$ref` of an object, and a chain of them, to what is no reference. */
  chase(located: Located<object>): Located<unknown> | Missing;
}

/** Why a reference leads nowhere. */
export interface Missing {
  readonly missing: 'document' | 'pointer' | 'anchor' | 'circle';
  readonly reference: string;
  /** The part that exists no more. */
  readonly key?: string;
  /** What was most likely meant in its place. */
  readonly near?: string | undefined;
}

/** Whether following came to nothing. */
export function isMissing(found: Located<unknown> | Missing): found is Missing {
  return 'missing' in found;
}

interface Owner {
  readonly uri: string;
  readonly pointer: string;
}

interface Start {
  readonly source: Source;
  /** The resource's own pointer; empty for the document. */
  readonly pointer: string;
  /** What anchors are filed under. */
  readonly uri: string;
}

/** The end of a chain of references. */
type Chased = Located<unknown> | Missing | 'circle';

interface Graph {
  readonly sources: readonly Source[];
  readonly byFile: ReadonlyMap<string, Source>;
  readonly byUri: ReadonlyMap<string, Source>;
  readonly moved: Moved | undefined;
  /** Every target that was bound, by file and pointer. */
  readonly targets: Map<string, Located<unknown>>;
  /** What reference texts lead to, by the scope they stand in. */
  readonly looked: Map<string, Map<string, Located<unknown> | Missing>>;
  /** Where chains of references end, by each link. */
  readonly chased: WeakMap<Located<unknown>, Chased>;
  /** How many hints may still be searched for: nobody reads more, and each costs a search. */
  readonly hints: { left: number };
  /** How many pointers are being followed through references at this moment, each inside the one before. */
  readonly nested: { depth: number };
}

const deepestPassage = 50;

/** Binds documents together; `moved` tells where values that were moved really stand. */
export function references(sources: readonly Source[], moved?: Moved): References {
  const graph: Graph = {
    sources,
    byFile: new Map(sources.map((source) => [source.file, source])),
    byUri: new Map(sources.map((source) => [source.uri, source])),
    moved,
    targets: new Map(),
    looked: new Map(),
    chased: new WeakMap(),
    hints: { left: 30 },
    nested: { depth: 0 },
  };
  return { lookup: (from, reference) => lookup(graph, from, reference), chase: (from) => chase(graph, from) };
}

function chase(graph: Graph, from: Located<object>): Located<unknown> | Missing {
  const reference = refOf(from.value as Node);
  if (reference === undefined) return from;
  const first = lookup(graph, from, reference);
  // Most chains have one link, and those are remembered by their text.
  return isMissing(first) || !isReference(first) ? first : chaseFar(graph, from);
}

const isReference = ({ value }: Located<unknown>): boolean => typeof value === 'object' && value !== null && refOf(value as Node) !== undefined;

function chaseFar(graph: Graph, from: Located<object>): Located<unknown> | Missing {
  const passed = new Set<Located<unknown>>();
  const end = follow(graph, from, passed);
  // A circle that a lookup reports may be one of this moment only: of a pointer that is just being followed.
  if (end === 'circle' || !isMissing(end) || end.missing !== 'circle') for (const located of passed) graph.chased.set(located, end);
  return end !== 'circle' ? end : { missing: 'circle', reference: refOf(from.value as Node) ?? '' };
}

/** Follows a chain to its end, or to a part of it that was followed before. */
function follow(graph: Graph, from: Located<unknown>, passed: Set<Located<unknown>>): Chased {
  for (let current = from; ; ) {
    const reference = typeof current.value === 'object' && current.value !== null ? refOf(current.value as Node) : undefined;
    if (reference === undefined) return current;
    const known = passed.has(current) ? 'circle' : graph.chased.get(current);
    if (known) return known;
    passed.add(current);
    const found = lookup(graph, current, reference);
    if (isMissing(found)) return found;
    current = found;
  }
}

function lookup(graph: Graph, from: Located<unknown>, reference: string): Located<unknown> | Missing {
  const source = graph.byFile.get(from.file);
  if (!source) return { missing: 'document', reference };
  const owner = identifiers(source).owner(from.pointer);
  const scope = owner ? `${from.file}\n${owner.uri}` : from.file;
  let memo = graph.looked.get(scope);
  if (!memo) graph.looked.set(scope, (memo = new Map()));
  let found = memo.get(reference);
  if (!found) {
    // Marked first: a pointer that passes through a `$ref` may come back here.
    memo.set(reference, { missing: 'circle', reference });
    memo.set(reference, (found = find(graph, { source, owner }, reference)));
  }
  return found;
}

interface Seeker {
  readonly source: Source;
  readonly owner: Owner | undefined;
}

function find(graph: Graph, seeker: Seeker, reference: string): Located<unknown> | Missing {
  const { target, fragment } = splitReference(reference);
  const anchor = fragment !== '' && !fragment.startsWith('/');
  let missing: Missing = { missing: 'document', reference };
  for (const start of starts(graph, seeker, target)) {
    const pointer = anchor ? identifiers(start.source).anchors.get(`${start.uri}#${fragment}`) : start.pointer + fragment;
    const found: Located<unknown> | Missing = pointer === undefined ? { missing: 'anchor', reference, key: fragment } : walk(graph, { source: start.source, pointer }, reference);
    if (!isMissing(found)) return found;
    missing = found;
  }
  return missing;
}

/** Where the pointer of a reference may start, the likeliest first. */
function starts(graph: Graph, { source, owner }: Seeker, target: string): readonly Start[] {
  const whole = { source, pointer: '', uri: source.uri };
  if (target === '') return owner ? [{ source, ...owner }, whole] : [whole];
  const found = [owner && resource(graph, resolveUri(owner.uri, target)), resource(graph, resolveUri(source.uri, target))];
  return found.filter((start) => start !== undefined);
}

function resource(graph: Graph, uri: string | undefined): Start | undefined {
  if (uri === undefined) return undefined;
  const source = graph.byUri.get(uri);
  if (source) return { source, pointer: '', uri };
  for (const candidate of graph.sources) {
    const pointer = identifiers(candidate).resources.get(uri);
    if (pointer !== undefined) return { source: candidate, pointer, uri: pointer === '' ? candidate.uri : uri };
  }
  return undefined;
}

function walk(graph: Graph, { source, pointer }: Pick<Start, 'source' | 'pointer'>, reference: string): Located<unknown> | Missing {
  let current: Located<unknown> = { value: source.value, file: source.file, pointer: '', ...(graph.moved ? { moved: graph.moved } : {}) };
  for (const key of pointerKeys(pointer)) {
    const next = step(current, key) ?? stepThrough(graph, current, key);
    if (!next) return { missing: 'pointer', reference, key, near: hint(graph, current.value, key) };
    current = next;
  }
  const name = `${current.file}#${current.pointer}`;
  const bound = graph.targets.get(name);
  if (!bound) graph.targets.set(name, current);
  return bound ?? current;
}

function hint(graph: Graph, value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null || graph.hints.left === 0) return undefined;
  graph.hints.left -= 1;
  return closest(key, Object.keys(value));
}

/** A pointer may pass through a `$ref`: `#/paths/~1a/get/responses/200` where `~1a` is kept in another file. */
function stepThrough(graph: Graph, current: Located<unknown>, key: string): Located<unknown> | undefined {
  if (typeof current.value !== 'object' || current.value === null || refOf(current.value as Node) === undefined) return undefined;
  if (graph.nested.depth >= deepestPassage) return undefined;
  graph.nested.depth += 1;
  const target = chase(graph, current as Located<object>);
  graph.nested.depth -= 1;
  return isMissing(target) ? undefined : step(target, key);
}

function step(current: Located<unknown>, key: string): Located<unknown> | undefined {
  const { value } = current;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key) || (Array.isArray(value) && key === 'length')) return undefined;
  return place(current, key, (value as Record<string, unknown>)[key]);
}

/** Tells why a reference leads nowhere; undefined for a document that could not be read, which loading reported. */
export function explainMissing(missing: Missing, place: { readonly file: string; readonly pointer: string }): Diagnostic | undefined {
  const { reference, key = '' } = missing;
  if (missing.missing === 'document') return undefined;
  if (missing.missing === 'circle') return diagnostic('resolve/circular', { reference }, place);
  const why = missing.missing === 'anchor' ? `there is no anchor \`${key}\`` : `there is no \`${key}\``;
  return diagnostic('resolve/missing', { reference, why, near: missing.near ?? '' }, place);
}
