import v8 from 'node:v8';

/**
 * Versions 22 to 24 of Node let the heap's young part grow to a hundred megabytes, which a short run gains nothing from; later ones may not know
 * the flags. One thread clears a small part faster than several that have to meet for it.
 */
const tunable = /^v2[234]\./.test(process.version);

/** Lets the heap's young part make one step from its first megabyte while code is being loaded: cleared less often, it is cleared of more. */
export function openHeap(): void {
  if (tunable) for (const flag of ['--semi-space-growth-factor=4', '--no-parallel-scavenge']) v8.setFlagsFromString(flag);
}

/** Keeps the heap's young part at the size that it has. */
export function settleHeap(): void {
  if (tunable) v8.setFlagsFromString('--semi-space-growth-factor=1');
}
