/** Sixteen digits in a row: what a number beyond 2^53 needs. Embeddings have such fractions, so a second look follows. */
const LONG_DIGITS = /\d{16}/;
const LONG_INTEGER = /(?:^|[[:,\s-])\d{16,}(?![\d.eE])/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A text that does not occur in `text`: it marks the integers that JSON.parse would round. */
function unusedMark(text: string): string {
  let mark = '\u2063int:';
  while (text.includes(mark)) mark += ':';
  return mark;
}

/** R42: marks big integers as strings, parses, and makes bigints of what is marked; linear, and exact on every engine. */
function parseExact(text: string): unknown {
  const mark = unusedMark(text);
  const marked = text.replace(STRING_OR_NUMBER, (token) =>
    token.length > 15 && /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${mark}${token}"` : token,
  );
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  ) as unknown;
}

/**
 * Parses JSON without rounding: integers beyond ±2^53 become bigint, all else is as JSON.parse has it (R42).
 * @throws SyntaxError when the text is no JSON.
 */
export function parseJSON(text: string): unknown {
  // The plain parser goes first: it reports bad JSON before anything is rewritten.
  const value = JSON.parse(text) as unknown;
  return LONG_DIGITS.test(text) && LONG_INTEGER.test(text) ? parseExact(text) : value;
}

/** Writes JSON; a bigint becomes a plain integer (R42), undefined members are left out and null stays null (R43). */
export function stringifyJSON(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    const mark = `\u2063${Math.random()}:`;
    let found = false;
    const text = JSON.stringify(value, (_, member: unknown) => {
      if (typeof member !== 'bigint') return member;
      found = true;
      return mark + member;
    });
    if (!found) throw error;
    return text.replace(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
  }
}
