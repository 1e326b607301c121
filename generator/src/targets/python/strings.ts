/** The index behind the string literal that begins at the given quote, in double, single or triple quotes. */
export function endOfString(code: string, start: number): number {
  const quote = code.charAt(start);
  const end = code.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  for (let at = start + end.length; at < code.length; at += 1) {
    if (code.charAt(at) === '\\') at += 1;
    else if (code.startsWith(end, at)) return at + end.length;
  }
  return code.length;
}
