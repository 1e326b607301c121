/** The candidate that a mistyped word most likely means; undefined when none is near. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.slice(0, 200).toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= least) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Number of single-character edits between two words; `limit` or more once it is sure to reach that. */
function editDistance(a: string, b: string, limit: number): number {
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const cost = Math.min(
        (before[column] as number) + 1,
        (line[column - 1] as number) + 1,
        (before[column - 1] as number) + same,
      );
      line.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    before = line;
  }
  return before[b.length] as number;
}

/** A help text that names the nearest candidate, or lists the first few. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = closest(word, candidates);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  const shown = candidates.slice(0, 12).join(', ');
  return candidates.length === 0 ? 'There is none to choose from.' : `There is: ${shown}${candidates.length > 12 ? ' …' : ''}.`;
}
