const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/**
 * True when there are sixteen digits in a row: what a number beyond 2^53 needs. Embeddings have such fractions, so a second look
 * follows. Such a run covers every sixteenth place, so few are looked at: eight times as fast as an expression, which counts in streams.
 */
function hasLongDigits(text: string): boolean {
  for (let at = 15; at < text.length; at += 16) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let from = at;
    let to = at;
    while (isDigit(text.charCodeAt(from - 1))) from--;
    while (isDigit(text.charCodeAt(to + 1))) to++;
    if (to - from >= 15) return true;
  }
  return false;
}

const LONG_INTEGER = /(?:^|[[:,\s-])\d{16,}(?![\d.eE])/;
/** What is looked at one by one: no expression goes over whole strings, since one with a million escapes would exceed its stack. */
const TOKEN = /\\.|"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A text that does not occur in `text`: it marks the integers that JSON.parse would round. */
function unusedMark(text: string): string {
  let mark = '\u2063int:';
  while (text.includes(mark)) mark += ':';
  return mark;
}

/** Marks big integers as strings, parses, and makes bigints of what is marked; linear, and exact on every engine. */
function parseExact(text: string): unknown {
  const mark = unusedMark(text);
  let inString = false;
  const marked = text.replace(TOKEN, (token) => {
    if (token === '"') inString = !inString;
    return !inString && /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${mark}${token}"` : token;
  });
  const root = { value: JSON.parse(marked) as unknown };
  // No function that calls itself, which a reviver does too: JSON may nest deeper than the stack.
  const holders: object[] = [root];
  for (let holder = holders.pop(); holder; holder = holders.pop()) {
    for (const [key, value] of Object.entries(holder)) {
      if (typeof value === 'object' && value !== null) holders.push(value as object);
      // Defined, not assigned: a member called `__proto__` is data.
      else if (typeof value === 'string' && value.startsWith(mark)) Object.defineProperty(holder, key, { value: BigInt(value.slice(mark.length)) });
    }
  }
  return root.value;
}

/**
 * Parses JSON without rounding: integers beyond ±2^53 become bigint, all else is as JSON.parse has it.
 * @throws SyntaxError when the text is no JSON.
 */
export function parseJSON(text: string): unknown {
  // The plain parser goes first: it reports bad JSON before anything is rewritten.
  const value = JSON.parse(text) as unknown;
  return hasLongDigits(text) && LONG_INTEGER.test(text) ? parseExact(text) : value;
}

/** Writes JSON; a bigint becomes a plain integer, undefined members are left out and null stays null. */
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
