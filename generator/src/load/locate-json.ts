import { pointerKeys } from './pointer.js';

/** Where each pointer of a JSON text stands, as a character offset: the key of a member, the start of an item. */
export function offsetsInJson(text: string, pointers: readonly string[]): readonly number[] {
  const { root, nodes } = pointerTree(pointers);
  scanJson(text, root);
  return nodes.map(nearestOffset);
}

/** A part of a pointer that is looked for; offsets are filled in as the text is read. */
export interface Wanted {
  readonly parent: Wanted | undefined;
  readonly children: Map<string, Wanted>;
  offset: number | undefined;
}

/** Joins pointers into one tree, so that one pass finds all of them. */
export function pointerTree(pointers: readonly string[]): { readonly root: Wanted; readonly nodes: readonly Wanted[] } {
  const root: Wanted = { parent: undefined, children: new Map(), offset: 0 };
  const nodes = pointers.map((pointer) => {
    let node = root;
    for (const key of pointerKeys(pointer)) {
      let next = node.children.get(key);
      if (!next) {
        next = { parent: node, children: new Map(), offset: undefined };
        node.children.set(key, next);
      }
      node = next;
    }
    return node;
  });
  return { root, nodes };
}

/** The offset of a pointer, or of its nearest ancestor that exists. */
export function nearestOffset(node: Wanted): number {
  let current: Wanted | undefined = node;
  while (current && current.offset === undefined) current = current.parent;
  return current?.offset ?? 0;
}

const quote = 34;
const backslash = 92;
const openBrace = 123;
const openBracket = 91;
const comma = 44;

interface Frame {
  readonly wanted: Wanted;
  readonly list: boolean;
  index: number;
}

/** Reads a text that is known to be JSON; descends only where a pointer leads, and skips the rest by counting brackets. */
function scanJson(text: string, root: Wanted): void {
  const frames: Frame[] = [];
  let at = skipSpace(text, 0);
  root.offset = at;
  const enter = (wanted: Wanted): void => {
    const code = text.charCodeAt(at);
    if (wanted.children.size > 0 && (code === openBrace || code === openBracket)) {
      frames.push({ wanted, list: code === openBracket, index: 0 });
      at = skipSpace(text, at + 1);
    } else {
      at = skipSpace(text, skipValue(text, at));
    }
  };
  enter(root);
  while (frames.length > 0) {
    const frame = frames[frames.length - 1] as Frame;
    const code = text.charCodeAt(at);
    if (code === comma) at = skipSpace(text, at + 1);
    else if (code === 125 || code === 93 || Number.isNaN(code)) {
      frames.pop();
      at = skipSpace(text, at + 1);
    } else {
      const start = at;
      const key = frame.list ? String(frame.index++) : readKey();
      const wanted = frame.wanted.children.get(key);
      if (wanted && wanted.offset === undefined) wanted.offset = start;
      if (wanted) enter(wanted);
      else at = skipSpace(text, skipValue(text, at));
    }
  }
  function readKey(): string {
    const end = skipString(text, at);
    const raw = text.slice(at + 1, end - 1);
    const key = raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
    at = skipSpace(text, skipSpace(text, end) + 1);
    return key;
  }
}

/** Where the white space ends that starts at an offset. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at += 1;
  }
}

/** Where the string ends that starts at an offset: after its closing quote. */
export function skipString(text: string, from: number): number {
  let end = text.indexOf('"', from + 1);
  while (end >= 0) {
    let slashes = end - 1;
    while (text.charCodeAt(slashes) === backslash) slashes -= 1;
    if ((end - slashes) % 2 === 1) return end + 1;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

function skipValue(text: string, from: number): number {
  const first = text.charCodeAt(from);
  if (first === quote) return skipString(text, from);
  if (first !== openBrace && first !== openBracket) return skipWord(text, from);
  let depth = 0;
  for (let at = from; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === quote) at = skipString(text, at);
    else {
      if (code === openBrace || code === openBracket) depth += 1;
      else if (code === 125 || code === 93) depth -= 1;
      at += 1;
      if (depth === 0) return at;
    }
  }
  return text.length;
}

function skipWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && !',}] \n\r\t'.includes(text[at] as string)) at += 1;
  return at;
}
