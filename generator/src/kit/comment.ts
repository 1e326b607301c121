import type { Docs } from '../ir/index.js';
import { visible } from './literal.js';

/** What a doc comment says besides the documentation itself. */
export interface CommentTags {
  /** True or a reason. */
  readonly deprecated?: boolean | string | undefined;
  /** Code shown as `@example`; already safe code. */
  readonly example?: string | undefined;
}

const lineBreaks = /\r\n?|[\u0085\u2028\u2029\u000b\u000c]/g;

/** Text in which nothing can end a comment, hide in it, or speak to a tool. */
const harmless = /^(?!\s*@)[\w .,;:!?()[\]{}'"`$%&+=|~^#-]*$/;

/** Prose made safe for a block comment: no terminator, no control characters, no tag or directive that a tool would obey. */
export function safeProse(text: string): string {
  if (harmless.test(text) && !/-(disable|enable|ignore|env)|sourceMappingURL/i.test(text)) return text.trim();
  return visible(text.replace(lineBreaks, '\n'))
    .replace(/\*\//g, '*\\/')
    .replace(/\/\*/g, '/\\*')
    .replace(/@(?=ts-|jsx|license|preserve|vite|__)/gi, '\\@')
    .replace(/^([ \t]*)@/gm, '$1\\@')
    .replace(/\b(eslint|biome|oxlint|prettier|deno|tslint)-(?=lint|disable|enable|ignore|env)/gi, '$1\\-')
    .replace(/([#@]\s*source(?:Mapping)?URL)=/gi, '$1\\=')
    .replace(/^((?:[^\S\n]*\/+)?[^\S\n]*)<(reference|amd-)/gim, '$1\\<$2')
    // Without the look behind, a long run of spaces would be tried from each of its spaces.
    .replace(/(?<![ \t])[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The text of documentation: the description, or the summary where there is none, or both where they differ. */
export function docsText({ summary = '', description = '' }: Docs): string {
  const [head, body] = [summary.trim(), description.trim()];
  if (head === '' || body === '') return head + body;
  return body.startsWith(head.replace(/\.$/, '')) ? body : `${head}\n\n${body}`;
}

/** A JSDoc comment with a line break after it, or nothing when there is nothing to say. */
export function docComment(docs: Docs, { deprecated, example }: CommentTags = {}): string {
  const tags = [
    deprecated ? `@deprecated${typeof deprecated === 'string' ? ` ${safeProse(deprecated).replace(/\n+/g, ' ')}` : ''}` : '',
    example === undefined ? '' : `@example\n\`\`\`ts\n${example}\n\`\`\``,
  ];
  const text = tags.reduce((above, tag) => (above === '' || tag === '' ? above + tag : `${above}\n\n${tag}`), safeProse(docsText(docs)));
  if (text === '') return '';
  const wrapped = text.includes('\n') || text.length > 100 ? wrapProse(text, 100) : text;
  return wrapped.includes('\n') ? `/**\n${starred(wrapped)}\n */\n` : `/** ${wrapped} */\n`;
}

/** A text with a star before each line, and no blank at the end of any. */
function starred(text: string): string {
  const lines = ` * ${text.replaceAll('\n', '\n * ')}`;
  return lines.includes(' \n') || lines.endsWith(' ') ? lines.replace(/(?<! ) +$/gm, '') : lines;
}

/** Wraps long paragraphs and list items at blanks; leaves code blocks and tables as they stand. */
export function wrapProse(text: string, width: number): string {
  if (!text.includes('\n')) return text.length <= width || isKept(text) ? text : wrapLine(text.trimEnd(), width);
  const out: string[] = [];
  let fenced = false;
  let paragraph: string[] = [];
  const flush = (): void => {
    if (paragraph.length === 0) return;
    const fits = paragraph.every((line) => line.length <= width);
    out.push(...(fits ? paragraph : [wrapLine(joined(paragraph), width)]));
    paragraph = [];
  };
  for (const line of text.split('\n')) {
    const fence = fences.test(line);
    const goesOn = !fenced && !fence && paragraph.length > 0 && isPlain(line) && !/(?: {2}|\\)$/.test(paragraph.at(-1) ?? '');
    if (!goesOn) flush();
    if (fence) fenced = !fenced;
    if (fenced || fence || line === '' || isKept(line)) out.push(line);
    else paragraph.push(line);
  }
  flush();
  return out.join('\n');
}

const fences = /^\s*(?:```|~~~)/;

/** Whether a line stands as it is wherever it stands: one of a table, or one that a code block starts or ends with. */
const isKept = (line: string): boolean => fences.test(line) || /^\s*\|/.test(line);

/** Whether a line of Markdown goes on with the paragraph above it. */
const isPlain = (line: string): boolean => line !== '' && !/^\s*(?:[-*+>#|<]|\d+[.)]\s|={3,}|_{3,}|\[[^\]]+\]:|\\?@)/.test(line) && !/^(?: {4}|\t)/.test(line);

const joined = ([first = '', ...rest]: readonly string[]): string => [first.trimEnd(), ...rest.map((line) => line.trim())].join(' ');

/** What would be a list item, a heading or a tag at the start of a line. */
const meaningful = /[-*+>#|@]|\d+[.)]/y;

function wrapLine(line: string, width: number): string {
  const lead = /^\s*(?:[-*+]\s+|\d+[.)]\s+)?/.exec(line)?.[0] ?? '';
  const text = line.includes('  ', lead.length) ? lead + line.slice(lead.length).replace(/ {2,}/g, ' ') : line;
  let lines = '';
  let indent = lead;
  let start = lead.length;
  for (let at = start; ; ) {
    const space = text.indexOf(' ', at);
    const end = space < 0 ? text.length : space;
    if (at > start && indent.length + end - start > width && !isMeaningful(text, at)) {
      lines += `${indent}${text.slice(start, at - 1)}\n`;
      indent = lead.length > width / 2 ? '' : ' '.repeat(lead.length);
      start = at;
    }
    if (space < 0) return lines + indent + text.slice(start);
    at = space + 1;
  }
}

function isMeaningful(text: string, at: number): boolean {
  meaningful.lastIndex = at;
  return meaningful.test(text);
}
