import { endOfString } from './strings.js';

/** The longest line of generated Python. */
export const lineLength = 110;

/** An item between brackets, or a whole expression: text, or brackets with items in them. */
interface Brackets {
  readonly head: string;
  readonly open: string;
  readonly items: readonly string[];
  readonly close: string;
  readonly tail: string;
}

const opens = (mark: string): boolean => mark === '(' || mark === '[' || mark === '{';
const closes = (mark: string): boolean => mark === ')' || mark === ']' || mark === '}';

/**
 * Lays a statement or expression out as Python's formatters do: on one line where it fits, else its last brackets are opened, their
 * content put on a line of its own, or an item a line with a comma after the last. `indent` is the column where it starts,
 * `after` the width of what follows on its last line. Strings in the text must be final. Definitions are not for it.
 */
export function layout(code: string, indent = 0, after = 0): string {
  if (fits(code, indent + after)) return code;
  const assigned = assignment(code, indent);
  if (assigned !== undefined) return assigned;
  const operands = alternatives(code);
  if (operands.length > 1) return operands.map((operand) => layout(operand, indent, after)).join(`\n${' '.repeat(indent)}or `);
  const parts = bracketsToOpen(code, indent);
  if (parts === undefined) return code;
  const { items } = parts;
  const pad = ' '.repeat(indent + 4);
  const inner = items.join(', ');
  if ((items.length === 1 ? !isImport(parts) : !isCollection(parts)) && fits(inner, indent + 4)) return wrap(parts, pad + inner, indent);
  const comma = items.length === 1 && !isImport(parts) ? '' : ',';
  return wrap(parts, items.map((item) => `${pad}${layout(item, indent + 4, comma.length)}${comma}`).join('\n'), indent);
}

/** An assignment whose target fills the line: its value goes between brackets of its own. */
function assignment(code: string, indent: number): string | undefined {
  if (!/^\w+: /.test(code)) return undefined;
  let equals = -1;
  let depth = 0;
  scan(code, (mark, at) => {
    if (opens(mark)) depth += 1;
    else if (closes(mark)) depth -= 1;
    else if (mark === '=' && depth === 0 && equals < 0) equals = at;
  });
  if (equals < 0) return undefined;
  const [target, value] = [code.slice(0, equals + 2), code.slice(equals + 2)];
  const last = outerBrackets(value).at(-1);
  if (last !== undefined && fits(target + last.head + last.open, indent)) return undefined;
  if (!fits(`${target}(`, indent) || !fits(value, indent + 4)) return undefined;
  return `${target}(\n${' '.repeat(indent + 4)}${value}\n${' '.repeat(indent)})`;
}

const wrap = ({ head, open, close, tail }: Brackets, body: string, indent: number): string => `${head}${open}\n${body}\n${' '.repeat(indent)}${close}${tail}`;

const fits = (code: string, used: number): boolean => !code.includes('\n') && used + width(code) <= lineLength;

/** Columns that a text takes: wide characters take two. */
function width(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += wide.test(character) ? 2 : /\p{M}|\u200d/u.test(character) ? 0 : 1;
  return columns;
}

const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** A list, dict or tuple (no call, no subscript): its items never share a line of their own. */
const isCollection = ({ head }: Brackets): boolean => !/[\w\])]$/.test(head);

const isImport = ({ head }: Brackets): boolean => /^from \S+ import $/.test(head);

/** The last brackets at the outer level, or the first ones where the text before the last does not fit into a line. */
function bracketsToOpen(code: string, indent: number): Brackets | undefined {
  const all = outerBrackets(code);
  const last = all.at(-1);
  return last === undefined || fits(last.head + last.open, indent) ? last : all[0];
}

/** The brackets at the outer level that hold anything. */
function outerBrackets(code: string): readonly Brackets[] {
  const found: Brackets[] = [];
  const stack: { readonly at: number; readonly commas: number[] }[] = [];
  scan(code, (mark, at) => {
    if (opens(mark)) stack.push({ at, commas: [] });
    else if (mark === ',') stack.at(-1)?.commas.push(at);
    else if (closes(mark)) {
      const top = stack.pop();
      if (top && stack.length === 0 && at > top.at + 1) found.push(bracketsAt(code, { ...top, close: at }));
    }
  });
  return found;
}

function bracketsAt(code: string, { at, commas, close }: { readonly at: number; readonly commas: readonly number[]; readonly close: number }): Brackets {
  const edges = [at, ...commas, close];
  const items = edges.slice(1).map((end, index) => code.slice((edges[index] as number) + 1, end).trim());
  return {
    head: code.slice(0, at),
    open: code.charAt(at),
    items: items.filter((item) => item !== ''),
    close: code.charAt(close),
    tail: code.slice(close + 1),
  };
}

const alternative = ' or ';

/** The operands of ` or ` at the outer level. */
function alternatives(code: string): readonly string[] {
  if (!code.includes(alternative)) return [code];
  const cuts: number[] = [];
  let depth = 0;
  scan(code, (mark, at) => {
    if (opens(mark)) depth += 1;
    else if (closes(mark)) depth -= 1;
    else if (mark === alternative && depth === 0) cuts.push(at);
  });
  return [0, ...cuts].map((start, index) => code.slice(index === 0 ? 0 : start + alternative.length, cuts[index]));
}

const marks = /["'()[\]{},=]| or /g;

/** Visits brackets, commas, `=` and ` or ` that stand outside of string literals. */
function scan(code: string, visit: (mark: string, index: number) => void): void {
  for (let at = 0; ; ) {
    marks.lastIndex = at;
    const match = marks.exec(code);
    if (match === null) return;
    const { 0: mark, index } = match;
    at = index + mark.length;
    if (mark === '"' || mark === "'") at = endOfString(code, index);
    else visit(mark, index);
  }
}
