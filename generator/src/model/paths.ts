import type { PathPart } from '../ir/index.js';
import { splitWords } from './words.js';

/** A segment of a path template, as naming sees it. */
export type Segment =
  | { readonly kind: 'static'; readonly words: readonly string[] }
  | {
      readonly kind: 'param';
      readonly words: readonly string[];
      /** The action after a colon: `{id}:cancel`. */ readonly action?: readonly string[];
    };

const expression = /\{([^{}]*)\}/g;
const version = /^v\d+(?:[._-]?\d+)*(?:(?:alpha|beta|rc|preview)\d*)?$|^\d{4}-\d{2}-\d{2}(?:-preview)?$/i;
const prefix = /^(?:api|apis|rest)$/i;
/** What ends the last segment of a path that says how its answer is written. */
export const extension = /\.(?:json|xml|html?|txt|csv)$/i;

/** Splits a path template into literal text and parameters; undefined when its braces do not balance. */
export function pathParts(path: string): readonly PathPart[] | undefined {
  const parts: PathPart[] = [];
  let end = 0;
  for (const match of path.matchAll(expression)) {
    if (match.index > end) parts.push({ kind: 'literal', text: path.slice(end, match.index) });
    parts.push({ kind: 'param', wire: match[1] as string });
    end = match.index + match[0].length;
  }
  if (end < path.length) parts.push({ kind: 'literal', text: path.slice(end) });
  const sound = parts.every((part) => (part.kind === 'literal' ? !/[{}]/.test(part.text) : part.wire !== ''));
  return sound ? parts : undefined;
}

/** The names of a path's parameters, in order and without repetition. */
export function pathParams(parts: readonly PathPart[]): readonly string[] {
  return [...new Set(parts.flatMap((part) => (part.kind === 'param' ? [part.wire] : [])))];
}

/** The version segment of a path (`/api/v2/things` → `v2`), in lower case; undefined when its prefix holds none. */
export function pathVersion(path: string): string | undefined {
  for (const segment of path.split('/')) {
    if (segment === '' || prefix.test(segment)) continue;
    return version.test(segment) ? segment.toLowerCase() : undefined;
  }
  return undefined;
}

/**
 * The segments that name a resource and its method. A prefix such as `/api/v1` is left out; a version other than
 * `dropped` (the version of the document's first versioned path) stays, as a resource of its own.
 */
export function segmentsOf(path: string, dropped: string | undefined): readonly Segment[] {
  const texts =
    path
      .split('?')[0]
      ?.split(/[/#]/)
      .filter((text) => text !== '') ?? [];
  let start = 0;
  while (start < texts.length && prefix.test(texts[start] as string)) start += 1;
  if (start < texts.length && version.test(texts[start] as string) && (texts[start] as string).toLowerCase() === dropped)
    start += 1;
  const kept = texts.slice(start);
  const used = kept.length > 0 ? kept : texts.slice(-1);
  return [...flagsOf(path), ...used.map(segment)];
}

/** A path that holds a query (`/responses?beta=true`) stands apart from the plain one: under the names of its flags. */
function flagsOf(path: string): readonly Segment[] {
  const query = path.split('?')[1];
  return query === undefined
    ? []
    : query
        .split('&')
        .filter((flag) => flag !== '')
        .map((flag) => ({ kind: 'static', words: splitWords(flag.split('=')[0] as string) }));
}

function segment(text: string): Segment {
  if (!text.includes('{')) return staticSegment(text);
  const names = [...text.matchAll(expression)].map((match) => match[1] as string);
  const tail = /\}:([A-Za-z][\w-]*)$/.exec(text)?.[1];
  const words = splitWords(names[names.length - 1] ?? 'id');
  return tail === undefined ? { kind: 'param', words } : { kind: 'param', words, action: splitWords(tail) };
}

function staticSegment(text: string): Segment {
  const bare = text.replace(extension, '');
  return { kind: 'static', words: splitWords(decode(bare === '' ? text : bare)) };
}

function decode(text: string): string {
  try {
    return text.includes('%') ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}
