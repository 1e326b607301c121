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

const identifier = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;

/** The identifiers of Python code outside of comments and strings, without those of attributes; the text of a lazy alias counts as code. */
export function identifiersIn(code: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = 0; at < code.length; ) {
    const character = code.charAt(at);
    identifier.lastIndex = at;
    const name = identifier.exec(code)?.[0];
    if (name !== undefined) {
      if (code.charAt(at - 1) !== '.') found.add(name);
      at += name.length;
    } else if (character === '#') at = endOfLine(code, at);
    else if (character === '"' || character === "'") {
      const end = endOfString(code, at);
      if (lazyAlias.test(code.slice(Math.max(0, at - 300), at))) for (const inner of identifiersIn(stringText(code.slice(at, end)))) found.add(inner);
      at = end;
    } else at += 1;
  }
  return found;
}

/** What stands before the text of a lazy alias. */
const lazyAlias = /TypeAliasType\(\s*"[^"\n]*",\s*$/;

/** The text of a string literal, well enough to find identifiers in it. */
const stringText = (literal: string): string => literal.slice(1, -1).replace(/\\(["'\\])/g, '$1');

function endOfLine(code: string, at: number): number {
  const end = code.indexOf('\n', at);
  return end < 0 ? code.length : end;
}
