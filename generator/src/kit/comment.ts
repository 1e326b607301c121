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
  const prose = safeProse(docsText(docs));
  const tags = [
    ...(deprecated
      ? [`@deprecated${typeof deprecated === 'string' ? ` ${safeProse(deprecated).replace(/\n+/g, ' ')}` : ''}`]
      : []),
    ...(example === undefined ? [] : [`@example\n\`\`\`ts\n${example}\n\`\`\``]),
  ];
  const text = [prose, ...tags].filter((part) => part !== '').join('\n\n');
  if (text === '') return '';
  const wrapped = text.includes('\n') || text.length > 100 ? wrapProse(text, 100) : text;
  if (!wrapped.includes('\n')) return `/** ${wrapped} */\n`;
  return `/**\n${wrapped.replace(/^/gm, ' * ').replace(/(?<! ) +$/gm, '')}\n */\n`;
}

/** Wraps long paragraphs and list items at blanks; leaves code blocks and tables as they stand. */
export function wrapProse(text: string, width: number): string {
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
    const fence = /^\s*(```|~~~)/.test(line);
    const goesOn = !fenced && !fence && paragraph.length > 0 && isPlain(line) && !/(?: {2}|\\)$/.test(paragraph.at(-1) ?? '');
    if (!goesOn) flush();
    if (fence) fenced = !fenced;
    if (fenced || fence || line === '' || /^\s*\|/.test(line)) out.push(line);
    else paragraph.push(line);
  }
  flush();
  return out.join('\n');
}

/** Whether a line of Markdown goes on with the paragraph above it. */
const isPlain = (line: string): boolean => line !== '' && !/^\s*(?:[-*+>#|<]|\d+[.)]\s|={3,}|_{3,}|\[[^\]]+\]:|\\?@)/.test(line) && !/^(?: {4}|\t)/.test(line);

const joined = ([first = '', ...rest]: readonly string[]): string => [first.trimEnd(), ...rest.map((line) => line.trim())].join(' ');

function wrapLine(line: string, width: number): string {
  const lead = /^\s*(?:[-*+]\s+|\d+[.)]\s+)?/.exec(line)?.[0] ?? '';
  const pad = lead.length > width / 2 ? '' : ' '.repeat(lead.length);
  const lines: string[] = [];
  let current = lead;
  for (const word of line.slice(lead.length).split(/ +/)) {
    if (
      current.length + word.length + 1 > width &&
      current !== pad &&
      current !== lead &&
      !/^[-*+>#|@]|^\d+[.)]/.test(word)
    ) {
      lines.push(current);
      current = pad + word;
    } else current = current === lead || current === pad ? current + word : `${current} ${word}`;
  }
  return [...lines, current].join('\n');
}
