import { shortHash } from './hash.js';

const longest = 80;

/**
 * A safe ECMAScript identifier for any text: letters, digits and `_` are kept (NFKC), everything else goes; a text without any
 * becomes a hash, and one that is too long is cut and marked with a hash. `wire` is what hashes are made of.
 */
export function toIdentifier(text: string, wire: string = text): string {
  const plain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) ? text : clean(text, wire);
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 9)}_${shortHash(wire)}`;
}

function clean(text: string, wire: string): string {
  const kept = text.normalize('NFKC').replace(/[^\p{L}\p{Nd}_]/gu, '');
  const safe = kept.replace(/[^\p{ID_Continue}]/gu, '');
  if (safe === '') return `_${shortHash(wire)}`;
  return /^\p{ID_Start}|^_/u.test(safe) ? safe : `_${safe}`;
}

/** Words that can't name a variable, parameter, class or type. */
const reserved = new Set(
  (
    'abstract any arguments as asserts async await bigint boolean break case catch class const constructor continue debugger declare default delete do ' +
    'else enum eval export extends false finally for from function get globalThis if implements import in infer instanceof interface intrinsic is ' +
    'keyof let module namespace NaN never new null number object of package private protected prototype public readonly require return ' +
    'satisfies set static string super switch symbol this throw true try type typeof undefined unique unknown using var void while with yield ' +
    'Infinity __proto__'
  ).split(' '),
);

/** Whether a word may not name a variable, parameter, class or type. */
export const isReserved = (word: string): boolean => reserved.has(word);

/** An identifier that is not reserved: `delete` → `delete_`. */
export function toBinding(text: string, wire: string = text): string {
  const made = toIdentifier(text, wire);
  return reserved.has(made) ? `${made}_` : made;
}

/** Gives out names that differ from one another; a later name that would be equal gets a suffix made from its own wire name. */
export interface NameScope {
  /** Takes the wished name, or the nearest free one. */
  readonly take: (wish: string, wire: string) => string;
  readonly has: (name: string) => boolean;
}

/** Makes a scope; `fold` says when two names count as equal (files: without regard to case). */
export function makeScope(taken: Iterable<string> = [], fold: (name: string) => string = (name) => name): NameScope {
  const used = new Set([...taken].map(fold));
  const take = (wish: string, wire: string): string => {
    let name = wish;
    for (let round = 0; used.has(fold(name)); round += 1)
      name = `${wish}_${shortHash(round === 0 ? wire : `${wire}#${round}`).slice(0, 4)}`;
    used.add(fold(name));
    return name;
  };
  return { take, has: (name) => used.has(fold(name)) };
}
