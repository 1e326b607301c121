import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { placesAt, placeAt } from './place.js';
import { skipSpace, skipString } from './skip.js';
import type { Text } from './source.js';

/** How many keys a JSON text has, those that are given twice counted twice. The text must be sound. */
export function countKeys(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    at = skipSpace(text, skipString(text, at));
    if (text.charCodeAt(at) === colon) count += 1;
  }
  return count;
}

const colon = 58;
const mostReported = 100;

interface Duplicate {
  readonly key: string;
  readonly offset: number;
  /** Where the key was given first. */
  readonly before: number;
}

/** Reports the keys that a JSON text gives more than once in one object. */
export function reportDuplicates(source: Pick<Text, 'file' | 'text'>): readonly Diagnostic[] {
  const { reported, count } = duplicatesIn(source.text);
  const lines = placesAt(source.text, reported.map(({ before }) => before));
  return reported.map(({ key, offset }, index) => {
    const more = index === mostReported - 1 && count > mostReported ? String(count - mostReported) : '';
    return diagnostic('load/duplicate-key', { key, line: String(lines[index]?.line), more }, placeAt(source, offset));
  });
}

function duplicatesIn(text: string): { readonly reported: readonly Duplicate[]; readonly count: number } {
  const open: Map<string, number>[] = [];
  const reported: Duplicate[] = [];
  let count = 0;
  const marks = /["{}]/g;
  for (let match = marks.exec(text); match; match = marks.exec(text)) {
    const offset = match.index;
    if (match[0] === '{') open.push(new Map());
    else if (match[0] === '}') open.pop();
    else {
      const end = skipString(text, offset);
      marks.lastIndex = end;
      const keys = open.at(-1);
      if (!keys || text.charCodeAt(skipSpace(text, end)) !== colon) continue;
      const key = JSON.parse(text.slice(offset, end)) as string;
      const before = keys.get(key);
      if (before === undefined) keys.set(key, offset);
      else if (count++ < mostReported) reported.push({ key, offset, before });
    }
  }
  return { reported, count };
}
