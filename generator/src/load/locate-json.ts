import { pointerKeys } from './pointer.js';

/** Where each pointer of a JSON text in UTF-8 stands, as an offset in bytes: the key of a member, the start of an item. */
export function offsetsInJson(bytes: Buffer, pointers: readonly string[]): readonly number[] {
  const { root, nodes } = pointerTree(pointers);
  scanJson(bytes, root);
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
const closeBrace = 125;
const closeBracket = 93;
const comma = 44;
const colon = 58;

interface Frame {
  readonly wanted: Wanted;
  readonly list: boolean;
  index: number;
}

/** Reads a text that is known to be JSON until everything is found; descends only where a pointer leads, and skips the rest by counting brackets. */
function scanJson(bytes: Buffer, root: Wanted): void {
  const frames: Frame[] = [];
  let missing = countBelow(root);
  let at = skipSpace(bytes, 0);
  root.offset = at;
  const enter = (wanted: Wanted): void => {
    const code = bytes[at];
    if (wanted.children.size > 0 && (code === openBrace || code === openBracket)) {
      frames.push({ wanted, list: code === openBracket, index: 0 });
      at += 1;
    } else at = skipValue(bytes, at);
  };
  enter(root);
  for (let frame = frames.at(-1); frame && missing > 0; frame = frames.at(-1)) {
    at = skipSpace(bytes, at);
    const code = bytes[at];
    if (code === comma) at += 1;
    else if (code === closeBrace || code === closeBracket || code === undefined) {
      frames.pop();
      at += 1;
    } else {
      const start = at;
      const key = frame.list ? String(frame.index++) : readKey();
      const wanted = frame.wanted.children.get(key);
      if (wanted && wanted.offset === undefined) {
        wanted.offset = start;
        missing -= 1;
      }
      if (wanted) enter(wanted);
      else at = skipValue(bytes, at);
    }
  }
  function readKey(): string {
    const end = skipString(bytes, at);
    const raw = bytes.toString('utf8', at + 1, end - 1);
    at = skipSpace(bytes, end);
    if (bytes[at] === colon) at = skipSpace(bytes, at + 1);
    return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
  }
}

function countBelow({ children }: Wanted): number {
  let count = children.size;
  for (const child of children.values()) count += countBelow(child);
  return count;
}

function skipSpace(bytes: Buffer, from: number): number {
  for (let at = from; ; at += 1) {
    const code = bytes[at];
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
  }
}

function skipString(bytes: Buffer, from: number): number {
  for (let at = from + 1; at < bytes.length; at++) {
    const code = bytes[at];
    if (code === quote) return at + 1;
    if (code === backslash) at += 1;
  }
  return bytes.length;
}

/** Most of a document is skipped, so that this is one loop without calls. */
function skipValue(bytes: Buffer, from: number): number {
  const first = bytes[from];
  if (first === quote) return skipString(bytes, from);
  if (first !== openBrace && first !== openBracket) return skipWord(bytes, from);
  const end = bytes.length;
  let depth = 0;
  let quoted = false;
  for (let at = from; at < end; at++) {
    const code = bytes[at];
    if (code === quote) quoted = !quoted;
    else if (quoted) {
      if (code === backslash) at += 1;
    } else if (code === openBrace || code === openBracket) depth += 1;
    else if (code === closeBrace || code === closeBracket) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return end;
}

const ends: ReadonlySet<number> = new Set([...',}] \n\r\t'].map((char) => char.charCodeAt(0)));

function skipWord(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && !ends.has(bytes[at] as number)) at += 1;
  return at;
}
