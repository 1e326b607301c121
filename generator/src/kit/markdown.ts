import { visible } from './literal.js';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** One line of plain text in Markdown: nothing in it is markup, HTML, or a line break. */
export function markdownText(text: string): string {
  return visible(text.replace(/[\s\u0085\u2028\u2029]+/g, ' '))
    .trim()
    .replace(/[&<>]|[\\`*_{}[\]()#+!|~]/g, (mark) => entities[mark] ?? `\\${mark}`)
    .replace(/^([-=]|\d+[.)])/, '\\$1');
}

/** Prose in Markdown: paragraphs and its own markup stay, raw HTML does not, and script URLs do not. */
export function markdownProse(text: string): string {
  return visible(text.replace(/\r\n?|[\u0085\u2028\u2029\u000b\u000c]/g, '\n'))
    .replace(/^([^\S\n]*>)|[<>]/gm, (mark, quote?: string) => quote ?? entities[mark] ?? mark)
    .replace(/\b(javascript|vbscript|data):/gi, '$1\\:')
    .trim();
}

/** Text as inline code; the fence is longer than any run of backticks inside. */
export function markdownCode(text: string): string {
  const flat = visible(text.replace(/[\s\u0085\u2028\u2029]+/g, ' '));
  const runs = flat.match(/`+/g) ?? [];
  const fence = '`'.repeat(runs.reduce((most, run) => Math.max(most, run.length), 0) + 1);
  return fence.length === 1 ? `\`${flat}\`` : `${fence} ${flat} ${fence}`;
}

/** A URL that may stand in a Markdown link; undefined unless it is http(s). */
export function markdownUrl(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).href.replace(/[()<>\s]/g, (mark) =>
    encodeURIComponent(mark).replace(/[()]/g, (paren) => `%${paren.charCodeAt(0).toString(16)}`),
  );
}

/** What a description says before its first empty line or heading. */
export const firstParagraph = (text: string): string =>
  text
    .replace(/<br\s*\/?>/gi, '\n')
    .trim()
    .split(/\n\s*(?:\n|#{1,6} )/, 1)[0] ?? '';
