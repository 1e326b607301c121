/** The known name that a mistyped one is nearest to, if one is near. */
export function suggest(typed: string, known: readonly string[]): string | undefined {
  const near = known.map((name) => ({ name, far: distance(typed.toLowerCase(), name) })).sort((a, b) => a.far - b.far)[0];
  return near && near.far <= Math.max(1, Math.floor(near.name.length / 3)) ? near.name : undefined;
}

/** ` Did you mean x?`, or nothing. */
export const didYouMean = (typed: string, known: readonly string[], prefix = ''): string => {
  const name = suggest(typed, known);
  return name === undefined ? '' : ` Did you mean ${prefix}${name}?`;
};

/** Levenshtein's distance, with a swap of neighbours counted as one. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const steps = [(row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + same];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps.push((before[j - 2] ?? 0) + 1);
      row.push(Math.min(...steps));
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
