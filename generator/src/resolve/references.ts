import { diagnostic, type Diagnostic } from '../diagnostics.js';
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
  /** The part that exists no more, for `pointer`. */
  readonly key?: string;
}

/** Whether following came to nothing. */
export function isMissing(found: Located<unknown> | Missing): found is Missing {
  return 'missing' in found;
}

interface Start {
  readonly source: Source;
  /** The resource's own pointer; empty for the document. */
  readonly pointer: string;
  /** What anchors are filed under. */
  readonly uri: string;
}

const longestChain = 200;

/** Binds documents together; `moved` tells where values that were moved really stand. */
export function references(sources: readonly Source[], moved?: Moved): References {
  const located = (value: unknown, file: string, pointer: string): Located<unknown> => (moved ? { value, file, pointer, moved } : { value, file, pointer });
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const byUri = new Map(sources.map((source) => [source.uri, source]));
  const targets = new Map<string, Located<unknown>>();
  const looked = new Map<string, Map<string, Located<unknown> | Missing>>();

  const resource = (uri: string | undefined): Start | undefined => {
    if (uri === undefined) return undefined;
    const source = byUri.get(uri);
    if (source) return { source, pointer: '', uri };
    for (const candidate of sources) {
      const pointer = identifiers(candidate).resources.get(uri);
      if (pointer !== undefined) return { source: candidate, pointer, uri: pointer === '' ? candidate.uri : uri };
    }
    return undefined;
  };

  /** Where the pointer of a reference may start, the likeliest first. */
  const starts = (source: Source, owner: { readonly uri: string; readonly pointer: string } | undefined, target: string): readonly Start[] => {
    const whole = { source, pointer: '', uri: source.uri };
    if (target === '') return owner ? [{ source, ...owner }, whole] : [whole];
    const found = [owner && resource(resolveUri(owner.uri, target)), resource(resolveUri(source.uri, target))];
    return found.filter((start) => start !== undefined);
  };

  const bind = (source: Source, pointer: string, value: unknown): Located<unknown> => {
    const key = `${source.file}#${pointer}`;
    let target = targets.get(key);
    if (!target) targets.set(key, (target = located(value, source.file, pointer)));
    return target;
  };

  const walk = (start: Start, fragment: string, reference: string): Located<unknown> | Missing => {
    const { source } = start;
    let current = located(source.value, source.file, '');
    for (const key of [...pointerKeys(start.pointer), ...pointerKeys(fragment)]) {
      const next = step(current, key) ?? stepThrough(current, key);
      if (!next) return { missing: 'pointer', reference, key };
      current = next;
    }
    const owner = byFile.get(current.file) ?? source;
    return bind(owner, current.pointer, current.value);
  };

  /** A pointer may pass through a `$ref`: `#/paths/~1a/get/responses/200` where `~1a` is kept in another file. */
  const stepThrough = (current: Located<unknown>, key: string): Located<unknown> | undefined => {
    if (typeof current.value !== 'object' || current.value === null || refOf(current.value as Node) === undefined) return undefined;
    const target = chase(current as Located<object>);
    return isMissing(target) ? undefined : step(target, key);
  };

  const find = (source: Source, owner: Parameters<typeof starts>[1], reference: string): Located<unknown> | Missing => {
    const { target, fragment } = splitReference(reference);
    let missing: Missing = { missing: 'document', reference };
    for (const start of starts(source, owner, target)) {
      const anchor = fragment !== '' && !fragment.startsWith('/');
      const pointer = anchor ? identifiers(start.source).anchors.get(`${start.uri}#${fragment}`) : undefined;
      if (anchor && pointer === undefined) missing = { missing: 'anchor', reference, key: fragment };
      else {
        const found = anchor ? walk({ ...start, pointer: pointer ?? '' }, '', reference) : walk(start, fragment, reference);
        if (!isMissing(found)) return found;
        missing = found;
      }
    }
    return missing;
  };

  const lookup = (from: Located<unknown>, reference: string): Located<unknown> | Missing => {
    const source = byFile.get(from.file);
    if (!source) return { missing: 'document', reference };
    const owner = identifiers(source).owner(from.pointer);
    const scope = owner ? `${from.file}\n${owner.uri}` : from.file;
    let memo = looked.get(scope);
    if (!memo) looked.set(scope, (memo = new Map()));
    let found = memo.get(reference);
    if (!found) {
      // Marked first: a pointer that passes through a `$ref` may come back here.
      memo.set(reference, { missing: 'circle', reference });
      memo.set(reference, (found = find(source, owner, reference)));
    }
    return found;
  };

  const chase = (from: Located<object>): Located<unknown> | Missing => {
    let current: Located<unknown> = from;
    for (let hops = 0; hops < longestChain; hops += 1) {
      const reference = typeof current.value === 'object' && current.value !== null ? refOf(current.value as Node) : undefined;
      if (reference === undefined) return current;
      const found = lookup(current, reference);
      if (isMissing(found)) return found;
      current = found;
    }
    return { missing: 'circle', reference: refOf(from.value as Node) ?? '' };
  };
  return { lookup, chase };
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
  return diagnostic('resolve/missing', { reference, why }, place);
}
