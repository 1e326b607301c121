/** What is left of a pattern while a text for it is made. */
interface Cursor {
  readonly text: string;
  at: number;
  /** Pieces that may still be written, so that no pattern costs more than a line. */
  budget: number;
}

/** Longest text that is made for a pattern. */
const longest = 200;

/**
 * Makes a short text that a simple regular expression accepts: literals, classes, groups, alternatives and repetitions. Undefined for
 * what it can't follow (look-around, back-references). The expression itself is never run.
 */
export function sampleOfPattern(pattern: string): string | undefined {
  if (pattern.length > 500 || /\(\?[=!<]|\\[1-9kpPbB]/.test(pattern)) return undefined;
  const cursor: Cursor = { text: pattern.replace(/^\^/, '').replace(/(^|[^\\])\$$/, '$1'), at: 0, budget: longest };
  const made = alternatives(cursor);
  return made !== undefined && cursor.at >= cursor.text.length && cursor.budget > 0 ? made : undefined;
}

/** The first alternative is taken; the others are read over. */
function alternatives(cursor: Cursor): string | undefined {
  const first = sequence(cursor);
  while (cursor.text[cursor.at] === '|') {
    cursor.at += 1;
    if (sequence(cursor) === undefined) return undefined;
  }
  return first;
}

function sequence(cursor: Cursor): string | undefined {
  let made = '';
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== '|' && cursor.text[cursor.at] !== ')') {
    const piece = atom(cursor);
    if (piece === undefined) return undefined;
    const times = repetition(cursor);
    if (times === undefined) return undefined;
    cursor.budget -= Math.max(1, times * Math.max(1, piece.length));
    if (cursor.budget <= 0) return undefined;
    made += piece.repeat(times);
  }
  return made;
}

function atom(cursor: Cursor): string | undefined {
  const char = cursor.text[cursor.at] as string;
  cursor.at += 1;
  if (char === '(') return group(cursor);
  if (char === '[') return characterClass(cursor);
  if (char === '\\') return escape(cursor);
  if (char === '.') return 'x';
  if (char === '^' || char === '$') return '';
  return char === '*' || char === '+' || char === '?' ? undefined : char;
}

function group(cursor: Cursor): string | undefined {
  if (cursor.text.startsWith('?:', cursor.at)) cursor.at += 2;
  else if (cursor.text[cursor.at] === '?') return undefined;
  const made = alternatives(cursor);
  if (cursor.text[cursor.at] !== ')') return undefined;
  cursor.at += 1;
  return made;
}

const escapes: Readonly<Record<string, string>> = { d: '1', w: 'a', s: ' ', D: 'a', W: '-', S: 'a', n: '\n', t: '\t', r: '\r' };

function escape(cursor: Cursor): string | undefined {
  const char = cursor.text[cursor.at];
  cursor.at += 1;
  if (char === undefined || char === 'u' || char === 'x' || char === 'c') return undefined;
  return escapes[char] ?? char;
}

/** A character of a class: a letter or digit if the class names one. */
function characterClass(cursor: Cursor): string | undefined {
  const end = classEnd(cursor);
  if (end === undefined) return undefined;
  const body = cursor.text.slice(cursor.at, end);
  cursor.at = end + 1;
  if (body.startsWith('^'))
    return ['a', '1', '-', ' '].find(
      (char) =>
        !body.includes(char) && !(/[a-z]/.test(char) && /a-z|\\w/.test(body)) && !(/\d/.test(char) && /0-9|\\[wd]/.test(body)),
    );
  if (/a-z|\\w/.test(body)) return 'a';
  if (body.includes('A-Z')) return 'A';
  if (/[1-9]-9|0-9|\\d/.test(body)) return '1';
  const plain = /[A-Za-z0-9]/.exec(body.replaceAll(/\\./g, ''));
  if (plain) return plain[0];
  return body.startsWith('\\') ? (escapes[body[1] as string] ?? body[1]) : body[0];
}

function classEnd({ text, at }: Cursor): number | undefined {
  for (let index = at; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === ']' && index > at) return index;
  }
  return undefined;
}

function repetition(cursor: Cursor): number | undefined {
  const char = cursor.text[cursor.at];
  let times = 1;
  if (char === '*' || char === '?') times = char === '*' ? 1 : 0;
  else if (char === '{') {
    const match = /^\{(\d+)(?:,\d*)?\}/.exec(cursor.text.slice(cursor.at, cursor.at + 20));
    if (!match) return undefined;
    cursor.at += match[0].length - 1;
    times = Math.min(Number(match[1]), longest);
  } else if (char !== '+') return 1;
  cursor.at += 1;
  if (cursor.text[cursor.at] === '?') cursor.at += 1;
  return times;
}
