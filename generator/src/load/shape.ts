import { escapeKey } from './pointer.js';

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
  const measure = (node: unknown, left: number, pointer: string): Extent => {
    if (typeof node !== 'object' || node === null || problem) return { size: 1, height: 0 };
    const known = extents.get(node);
    if (known === 'open') problem = { kind: 'cycle', pointer };
    else if (left === 0 || (known && known.height > left)) problem = { kind: 'depth', pointer };
    if (problem) return { size: 1, height: 0 };
    if (known && known !== 'open') return known;
    extents.set(node, 'open');
    let size = 1;
    let height = 1;
    for (const [key, item] of Object.entries(node)) {
      own += 1;
      const part = typeof item === 'object' && item !== null ? measure(item, left - 1, `${pointer}/${escapeKey(key)}`) : undefined;
      size += part?.size ?? 1;
      height = Math.max(height, 1 + (part?.height ?? 0));
    }
    extents.set(node, { size, height });
    return { size, height };
  };
  const { size } = measure(root, depth, '');
  return problem ?? (size > expandedValues && size > own * expandedTimes ? { kind: 'expansion', pointer: '' } : undefined);
}
