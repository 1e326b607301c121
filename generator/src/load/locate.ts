import { printable, type Diagnostic, type Place } from '../diagnostics.js';
import { offsetsInJson } from './locate-json.js';
import { offsetsInYaml } from './locate-yaml.js';
import { placesInBytes } from './place-bytes.js';
import { lineAt, placesAt } from './place.js';
import type { Source } from './source.js';

/** Line and column (from 1) of a place, and the line itself. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
}

/** Finds many JSON pointers in one pass over a source; one that does not exist is found where its nearest ancestor is. */
export function locate(source: Source, pointers: readonly string[]): readonly Position[] {
  const { bytes } = source;
  if (source.format === 'json') return placesInBytes(bytes, offsetsInJson(bytes, pointers)).map((found) => ({ ...found, excerpt: printable(found.excerpt) }));
  const text = bytes.toString('utf8');
  return placesAt(text, offsetsInYaml(text, pointers)).map(({ line, column, start }) => ({ line, column, excerpt: printable(lineAt(text, start, column)) }));
}

/** Fills in line, column and excerpt of every place that has a pointer and no line yet. */
export function locateAll(diagnostics: readonly Diagnostic[], sources: readonly Source[]): readonly Diagnostic[] {
  const byFile = new Map<string, string[]>();
  for (const { place } of diagnostics) {
    if (!needsPosition(place)) continue;
    const pointers = byFile.get(place.file);
    if (pointers) pointers.push(place.pointer);
    else byFile.set(place.file, [place.pointer]);
  }
  const positions = new Map<string, Iterator<Position>>();
  for (const source of sources) {
    const pointers = byFile.get(source.file);
    if (pointers && !positions.has(source.file)) positions.set(source.file, locate(source, pointers)[Symbol.iterator]());
  }
  return diagnostics.map((item) => {
    if (!needsPosition(item.place)) return item;
    const next = positions.get(item.place.file)?.next();
    return next && !next.done ? { ...item, place: { ...item.place, ...next.value } } : item;
  });
}

function needsPosition(place: Place | undefined): place is Place & { readonly pointer: string } {
  return place?.pointer !== undefined && place.line === undefined;
}
