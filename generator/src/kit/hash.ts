/** Eight characters that stand for a text: FNV-1a in base 36, the same on every machine. */
export function shortHash(text: string): string {
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let index = 0; index < text.length; index += 1) {
    low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
    high = Math.imul(high ^ (text.charCodeAt(index) + index), 0x01000197);
  }
  const digits = ((high >>> 0) % 0x100000).toString(36) + (low >>> 0).toString(36);
  return digits.padStart(8, '0').slice(-8);
}
