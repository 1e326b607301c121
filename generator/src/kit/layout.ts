const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Breaks a long expression of calls and literals over lines, as a formatter would; for code that no formatter sees (Markdown). */
export function layout(code: string, width = 90, indent = 0): string {
  if (indent + code.length <= width) return code;
  const open = openerOf(code);
  if (open < 0) return code;
  const [head, opener, inner] = [code.slice(0, open), code.charAt(open), code.slice(open + 1, -1).trim()];
  const parts = splitAtCommas(inner);
  const last = parts.at(-1) ?? '';
  const close = closers[opener] ?? '';
  if (opener === '(' && /^[{[]/.test(last)) {
    const before = parts.slice(0, -1).map((part) => `${part}, `).join('');
    return `${head}(${before}${broken(last, width, indent)})`;
  }
  return parts.length === 0 ? code : `${head}${group(opener, parts, close, { width, indent })}`;
}

const broken = (code: string, width: number, indent: number): string => {
  const opener = code.charAt(0);
  const parts = splitAtCommas(code.slice(1, -1).trim());
  return parts.length === 0 ? code : group(opener, parts, closers[opener] ?? '', { width, indent });
};

function group(opener: string, parts: readonly string[], closer: string, { width, indent }: { readonly width: number; readonly indent: number }): string {
  const pad = ' '.repeat(indent + 2);
  return `${opener}\n${parts.map((part) => `${pad}${layout(part, width, indent + 2)},\n`).join('')}${' '.repeat(indent)}${closer}`;
}

/** Where the bracket opens that the last character closes; -1 when it closes none. */
function openerOf(code: string): number {
  const open: number[] = [];
  let last = -1;
  scan(code, (character, index) => {
    if (character in closers) open.push(index);
    else if (Object.values(closers).includes(character)) last = index === code.length - 1 ? (open.pop() ?? -1) : (open.pop(), last);
  });
  return last;
}

function splitAtCommas(code: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  scan(code, (character, index) => {
    if (character in closers) depth++;
    else if (character === ')' || character === ']' || character === '}') depth--;
    else if (character === ',' && depth === 0) {
      parts.push(code.slice(start, index).trim());
      start = index + 1;
    }
  });
  return [...parts, code.slice(start).trim()].filter((part) => part !== '');
}

/** Visits the characters that stand outside of string literals. */
function scan(code: string, visit: (character: string, index: number) => void): void {
  let quote = '';
  for (let index = 0; index < code.length; index++) {
    const character = code.charAt(index);
    if (quote !== '') {
      if (character === '\\') index++;
      else if (character === quote) quote = '';
    } else if (character === "'" || character === '"' || character === '`') quote = character;
    else visit(character, index);
  }
}
