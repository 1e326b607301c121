import { pointerOf } from './pointer.js';
import { skipString } from './skip.js';

const mark = '\u0000number:';
const longestInteger = 310;

/** What stands in a freshly parsed tree for a number that a double can't hold; `settleNumbers` takes every one of them out again. */
export function inexactNumber(text: string): string {
  return mark + text;
}

/** Whether a double holds an integer's text: exactly, or as what the double is written as again. */
export function holdsExactly(text: string, value: number): boolean {
  if (text.length >= longestInteger || !Number.isFinite(value)) return false;
  return String(value) === text || BigInt(text.replace('+', '')) === BigInt(value);
}

// The digits first, what stands before them second: that way the text is searched in leaps.
const longInteger = /\d{16}(?<=[:,[]\s*-?\d{16})/;
const largeExponent = /[eE]\+?\d{3}(?<=[:,[]\s*-?\d+(?:\.\d+)?[eE]\+?\d{3})/;
const tokens = /"|-?\d[\d.eE+-]*/g;

/**
 * Parses JSON; where it holds a number that a double can't hold, the tree has what `inexactNumber` makes there. A text without such numbers is
 * parsed by `JSON.parse` alone. Throws what `JSON.parse` throws.
 */
export function parseJson(text: string): { readonly value: unknown; readonly inexact: boolean } {
  if (!longInteger.test(text) && !largeExponent.test(text)) return { value: JSON.parse(text), inexact: false };
  const pieces: string[] = [];
  let end = 0;
  tokens.lastIndex = 0;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token] = match;
    if (token === '"') tokens.lastIndex = skipString(text, match.index);
    else if (!holdsNumber(token)) {
      pieces.push(text.slice(end, match.index), JSON.stringify(inexactNumber(token)));
      end = tokens.lastIndex;
    }
  }
  return { value: JSON.parse(pieces.join('') + text.slice(end)), inexact: pieces.length > 0 };
}

/** Whether a double holds a number of a JSON text; what is no number is left to the parser, which says so. */
function holdsNumber(token: string): boolean {
  if (token.length < 5) return true;
  if (/^-?\d+$/.test(token)) return token.length < 16 || holdsExactly(token, Number(token));
  return Number.isFinite(Number(token)) || !/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token);
}

/** A number that was taken out: where it stood, its text, and the key that went with it. */
export interface Removed {
  readonly pointer: string;
  readonly text: string;
  readonly key: string;
}

const bounds: ReadonlySet<string> = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']);

/**
 * Takes every inexact number out of a tree, in place: a bound is rounded when it can be; any other property that holds one, itself or in a
 * list, is removed, so that no rounded value ever passes for the one that was written.
 */
export function settleNumbers(root: unknown): { readonly value: unknown; readonly removed: readonly Removed[] } {
  const removed: Removed[] = [];
  const whole = inexactIn(root);
  if (whole !== undefined) return { value: undefined, removed: [{ pointer: '', text: whole, key: '' }] };
  const seen = new Set<object>();
  const keys: string[] = [];
  const visit = (node: object): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const record = node as Record<string, unknown>;
    for (const key of Object.keys(record)) {
      const item = record[key];
      const text = inexactIn(item);
      if (text === undefined) {
        if (typeof item !== 'object' || item === null) continue;
        keys.push(key);
        visit(item);
        keys.pop();
      } else if (!Array.isArray(item) && bounds.has(key) && Number.isFinite(Number(text))) record[key] = Number(text);
      else {
        removed.push({ pointer: pointerOf([...keys, key]), text, key });
        delete record[key];
      }
    }
  };
  if (typeof root === 'object' && root !== null) visit(root);
  return { value: root, removed };
}

function inexactIn(item: unknown): string | undefined {
  if (typeof item === 'string') return item.startsWith(mark) ? item.slice(mark.length) : undefined;
  if (!Array.isArray(item)) return undefined;
  for (const part of item) {
    const found = inexactIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
