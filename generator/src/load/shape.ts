import { escapeKey, pointerOf } from './pointer.js';

/** What is wrong with the shape of a document. */
export interface ShapeProblem {
  readonly kind: 'depth' | 'cycle' | 'expansion';
  readonly pointer: string;
}

/** Measures a tree without shared parts: whether it is nested beyond a number of levels (every later walk may recurse), and how many keys its objects have. */
export function measureTree(root: unknown, depth: number): { readonly problem?: ShapeProblem; readonly keys: number } {
  const counted = { keys: 0 };
  const pointer = deepest(root, depth, counted);
  return pointer === undefined ? counted : { ...counted, problem: { kind: 'depth', pointer } };
}

function deepest(node: unknown, left: number, counted: { keys: number }): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if (left === 0) return '';
  const record = node as Record<string, unknown>;
  const list = Array.isArray(node);
  for (const key in record) {
    if (!list) counted.keys += 1;
    const item = record[key];
    if (typeof item !== 'object' || item === null) continue;
    const below = deepest(item, left - 1, counted);
    if (below !== undefined) return `/${escapeKey(key)}${below}`;
  }
  return undefined;
}

/** Values that aliases may make of a document; a document's own values never count. */
const expandedValues = 2_000_000;
const expandedTimes = 20;

interface Extent {
  readonly size: number;
  readonly height: number;
}

/**
 * Finds what aliases can make of a YAML document: a value inside itself, nesting beyond a number of levels, or a tree that is many times
 * larger than its text. Each shared part is measured once.
 */
export function findAliasProblem(root: unknown, depth: number): ShapeProblem | undefined {
  const extents = new Map<object, Extent | 'open'>();
  let problem: ShapeProblem | undefined;
  let own = 0;
  const keys: string[] = [];
  const measure = (node: object, left: number): Extent => {
    if (problem) return { size: 1, height: 0 };
    const known = extents.get(node);
    if (known === 'open') problem = { kind: 'cycle', pointer: pointerOf(keys) };
    else if (left === 0 || (known && known.height > left)) problem = { kind: 'depth', pointer: pointerOf(keys) };
    if (problem) return { size: 1, height: 0 };
    if (known && known !== 'open') return known;
    extents.set(node, 'open');
    let size = 1;
    let height = 1;
    for (const key of Object.keys(node)) {
      const item = (node as Record<string, unknown>)[key];
      own += 1;
      size += 1;
      if (typeof item !== 'object' || item === null) continue;
      keys.push(key);
      const part = measure(item, left - 1);
      keys.pop();
      size += part.size - 1;
      height = Math.max(height, 1 + part.height);
    }
    const extent = { size, height };
    extents.set(node, extent);
    return extent;
  };
  const { size } = typeof root === 'object' && root !== null ? measure(root, depth) : { size: 1 };
  return problem ?? (size > expandedValues && size > own * expandedTimes ? { kind: 'expansion', pointer: '' } : undefined);
}
