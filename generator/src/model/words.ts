import type { Name } from '../ir/index.js';

/** Longest list of words a name keeps: enough for any honest name, and a bound for hostile ones. */
const maxWords = 24;
/** Longest single word, in characters. */
const maxWord = 48;

const boundary = /[^\p{L}\p{N}]+/u;
const camel = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
const allCaps = /^[\p{Lu}\p{N}]+s?$/u;
const plain = /^[a-z0-9]+(?:_[a-z0-9]+)*$/;

const splitCache = new Map<string, readonly string[]>();
const cacheLimit = 50_000;

/**
 * Splits a name into lower-case words at punctuation and case (`getHTTPUrl` → get, http, url; `userIDs` → user, ids).
 * Symbols that carry meaning alone become words (`+1` → plus, 1); a name without any letter or digit gives `fallback`.
 */
export function splitWords(text: string, fallback = 'value'): readonly string[] {
  const cached = splitCache.get(text);
  if (cached) return cached;
  const words = split(text, fallback);
  if (splitCache.size >= cacheLimit) splitCache.clear();
  if (fallback === 'value') splitCache.set(text, words);
  return words;
}

function split(text: string, fallback: string): readonly string[] {
  if (text.length <= maxWord && plain.test(text)) return text.split('_');
  const bounded = text.length > 2000 ? text.slice(0, 2000) : text;
  const words: string[] = [];
  for (const chunk of signed(bounded.normalize('NFKC')).split(boundary)) {
    if (chunk === '') continue;
    if (allCaps.test(chunk)) words.push(clip(chunk.toLowerCase()));
    else for (const word of mergePlural(chunk.split(camel))) words.push(clip(word.toLowerCase()));
    if (words.length >= maxWords) break;
  }
  return words.length > 0 ? words.slice(0, maxWords) : symbolWords(text, fallback);
}

/** A leading sign before a digit distinguishes values such as `+1` and `-1`. */
function signed(text: string): string {
  if (/^\+\p{N}/u.test(text)) return `plus ${text.slice(1)}`;
  return /^-\p{N}/u.test(text) ? `minus ${text.slice(1)}` : text;
}

/** `IDs` splits into `I`, `Ds`, and `userIDs` into `user`, `I`, `Ds`: puts an upper-case run and its plural s together again. */
function mergePlural(parts: readonly string[]): readonly string[] {
  const merged: string[] = [];
  for (const part of parts) {
    const last = merged[merged.length - 1];
    if (last !== undefined && /^\p{Lu}s$/u.test(part) && /^\p{Lu}+$/u.test(last)) merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}

const clip = (word: string): string => (word.length > maxWord ? word.slice(0, maxWord) : word);

const symbols: ReadonlyMap<string, string> = new Map([
  ['', 'empty'],
  ['+', 'plus'],
  ['-', 'minus'],
  ['*', 'star'],
  ['/', 'slash'],
  ['=', 'eq'],
  ['==', 'eq'],
  ['!=', 'ne'],
  ['<', 'lt'],
  ['>', 'gt'],
  ['<=', 'lte'],
  ['>=', 'gte'],
  ['&', 'and'],
  ['|', 'or'],
  ['!', 'not'],
  ['%', 'percent'],
  ['$', 'dollar'],
  ['#', 'hash'],
  ['@', 'at'],
  ['.', 'dot'],
  [',', 'comma'],
  ['?', 'question'],
  ['~', 'tilde'],
  ['^', 'caret'],
  [':', 'colon'],
  [';', 'semicolon'],
  ['_', 'underscore'],
  [' ', 'space'],
]);

function symbolWords(text: string, fallback: string): readonly string[] {
  const known = symbols.get(text);
  if (known !== undefined) return [known];
  const codes = [...text.slice(0, 8)].map((char) => `u${(char.codePointAt(0) ?? 0).toString(16)}`);
  return codes.length > 0 && text.trim() !== '' ? codes : [fallback];
}

const nameCache = new Map<string, Name>();

/** A name from the text of the document, with its words. Equal names are one object: documents repeat a few names very often. */
export function nameOf(wire: string): Name {
  const cached = nameCache.get(wire);
  if (cached) return cached;
  const name = { wire, words: splitWords(wire) };
  if (nameCache.size >= cacheLimit) nameCache.clear();
  nameCache.set(wire, name);
  return name;
}

/** A name that is made of words (its wire form is snake case). */
export function nameFrom(words: readonly string[]): Name {
  return { wire: words.join('_'), words: words.length > maxWords ? words.slice(0, maxWords) : words };
}

/** The key by which two names are the same to every target. */
export function wordKey(words: readonly string[]): string {
  return words.length === 1 ? (words[0] as string) : words.join('_');
}
