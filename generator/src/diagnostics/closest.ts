const longestWord = 100;
const mostCandidates = 5_000;

/** The candidate that a mistyped word most likely means; undefined when none is near. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.slice(0, longestWord).toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates.slice(0, mostCandidates)) {
    if (Math.abs(candidate.length - wanted.length) >= least) continue;
    const edits = distance(wanted, candidate.toLowerCase(), least);
    if (edits < least) [least, best] = [edits, candidate];
  }
  return best;
}

/** A help text that names the nearest candidate, or lists the first few. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = closest(word, candidates);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  const shown = candidates.slice(0, 12).join(', ');
  return candidates.length === 0 ? 'There is none to choose from.' : `There is: ${shown}${candidates.length > 12 ? ' …' : ''}.`;
}

/** Characters to insert, delete, change or swap to make one word of another; `limit` once it is sure to reach that. */
function distance(a: string, b: string, limit: number): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1, swapped ? (before[j - 2] as number) + 1 : limit));
    }
    if (Math.min(...next) >= limit && Math.min(...row) >= limit) return limit;
    [before, row] = [row, next];
  }
  return Math.min(row[b.length] as number, limit);
}
