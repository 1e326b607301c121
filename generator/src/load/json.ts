/** Why a text is no JSON, and where. */
export interface JsonError {
  readonly offset: number;
  readonly message: string;
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const string = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const word = /true|false|null/y;
const space = /[ \t\n\r]*/y;

/** Finds the first place where a text stops being JSON; called only after `JSON.parse` refused it. Needs no stack, however deep the text. */
export function findJsonError(text: string): JsonError | undefined {
  const open: ('{' | '[')[] = [];
  let at = skip(space, text, 0);
  let expect: 'value' | 'first' | 'key' | 'after' = 'value';
  for (;;) {
    const char = text[at];
    const inside = open[open.length - 1];
    if (expect === 'after') {
      if (inside === undefined) return at === text.length ? undefined : { offset: at, message: 'there is more text after the end of the document' };
      if (char === ',') expect = inside === '{' ? 'key' : 'value';
      else if (char === (inside === '{' ? '}' : ']')) open.pop();
      else return { offset: at, message: `expected ',' or '${inside === '{' ? '}' : ']'}' but found ${shown(char)}` };
      at = skip(space, text, at + 1);
    } else if (expect === 'first' && char === (inside === '{' ? '}' : ']')) {
      open.pop();
      expect = 'after';
      at = skip(space, text, at + 1);
    } else if (expect === 'key' || (expect === 'first' && inside === '{')) {
      const colon = keyEnd(text, at);
      if (typeof colon !== 'number') return colon;
      expect = 'value';
      at = colon;
    } else if (char === '{' || char === '[') {
      open.push(char);
      expect = 'first';
      at = skip(space, text, at + 1);
    } else {
      const end = scalarEnd(text, at);
      if (end === at) return { offset: at, message: wrongValue(text, at) };
      expect = 'after';
      at = skip(space, text, end);
    }
  }
}

function keyEnd(text: string, at: number): number | JsonError {
  const end = skip(string, text, at);
  if (end === at) return { offset: at, message: text[at] === '}' ? "a ',' stands before '}'" : `expected a key in double quotes but found ${shown(text[at])}` };
  const colon = skip(space, text, end);
  return text[colon] === ':' ? skip(space, text, colon + 1) : { offset: colon, message: `expected ':' after a key but found ${shown(text[colon])}` };
}

function scalarEnd(text: string, at: number): number {
  const char = text[at];
  if (char === '"') return skip(string, text, at);
  return char === 't' || char === 'f' || char === 'n' ? skip(word, text, at) : skip(number, text, at);
}

function wrongValue(text: string, at: number): string {
  const char = text[at];
  if (char === ']' || char === '}') return `a ',' stands before '${char}', or a value is missing`;
  if (char === '"') return 'a string is not closed, or holds a raw control character or an unknown escape';
  if (char === "'") return 'strings need double quotes';
  if (char === '/') return 'JSON has no comments';
  return `expected a value but found ${shown(char)}`;
}

function shown(char: string | undefined): string {
  return char === undefined ? 'the end of the text' : `'${char}'`;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
