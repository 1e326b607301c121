/** The index behind the string literal that begins at the given quote, in double, single or triple quotes. */
export function endOfString(code: string, start: number): number {
  const quote = code.charAt(start);
  const end = code.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  let at = start + end.length;
  for (let close = code.indexOf(end, at); close >= 0; ) {
    const escape = code.slice(at, close).indexOf('\\');
    if (escape < 0) return close + end.length;
    at += escape + 2;
    if (at > close) close = code.indexOf(end, at);
  }
  return code.length;
}
