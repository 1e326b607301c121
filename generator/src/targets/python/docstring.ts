import type { Docs } from '../../ir/index.js';
import { docsText, safeProse, wrapProse } from '../../kit/comment.js';
import { lineLength } from './layout.js';

/** Text that may stand between triple quotes: nothing in it can end the string or be an escape. */
function harmless(text: string): string {
  const escaped = text.replace(/\\/g, '\\\\').replace(/"""/g, '\\"\\"\\"');
  return /(^|[^\\])"$/.test(escaped) ? `${escaped.slice(0, -1)}\\"` : escaped;
}

/** A docstring of finished prose at the given column, or nothing when there is nothing to say. No line of it is longer than it was. */
export function docstring(text: string, indent: number): string {
  if (text.trim() === '') return '';
  const pad = ' '.repeat(indent);
  const safe = harmless(text.trim().replace(/^[ \t]*\t[ \t]*/gm, (lead) => lead.replaceAll('\t', '    ')));
  if (!safe.includes('\n') && indent + safe.length + 6 <= lineLength) return `"""${safe}"""`;
  const lines = wrapProse(safe, lineLength - indent).split('\n').map((line) => (line === '' ? '' : pad + line.replace(/(?<![ \t])[ \t]+$/, '')));
  return `"""\n${lines.join('\n')}\n${pad}"""`;
}

/** The prose of documentation, made safe. */
export const docsProse = (docs: Docs): string => safeProse(docsText(docs));
