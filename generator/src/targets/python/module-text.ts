import type { Render } from '../../kit/template.js';
import { endOfString } from './strings.js';
import type { PythonImports } from './imports.js';

/** What a module is made from: the view of its body, and the imports noted while that was made. */
export interface ModuleSource {
  readonly view: object;
  readonly imports: PythonImports;
}

/** The text of a module: its header, what of its imports the body uses, the body, and imports that stand at the end. */
export function moduleText(header: string, { view, imports }: ModuleSource, render: Render): string {
  const body = render(view).trim();
  const used = identifiersIn(body);
  const late = imports.printLate(used);
  return `${header}${imports.print(used)}\n\n${body}\n${late === '' ? '' : `\n\n${late}\n`}`;
}

/** What matters in code: an identifier, or what begins a string or a comment. */
const token = /[\p{ID_Start}_][\p{ID_Continue}]*|["'#]/gu;

/** The identifiers of Python code outside of comments and strings, without those of attributes; the text of a lazy alias counts as code. */
export function identifiersIn(code: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = 0; ; ) {
    token.lastIndex = at;
    const match = token.exec(code);
    if (match === null) return found;
    const { 0: text, index } = match;
    if (text === '#') at = endOfLine(code, index);
    else if (text === '"' || text === "'") {
      at = endOfString(code, index);
      if (lazyAlias.test(code.slice(Math.max(0, index - 300), index))) for (const inner of identifiersIn(stringText(code.slice(index, at)))) found.add(inner);
    } else {
      if (code.charAt(index - 1) !== '.') found.add(text);
      at = index + text.length;
    }
  }
}

/** What stands before the text of a lazy alias. */
const lazyAlias = /TypeAliasType\(\s*"[^"\n]*",\s*$/;

/** The text of a string literal, well enough to find identifiers in it. */
const stringText = (literal: string): string => literal.slice(1, -1).replace(/\\(["'\\])/g, '$1');

function endOfLine(code: string, at: number): number {
  const end = code.indexOf('\n', at);
  return end < 0 ? code.length : end;
}
