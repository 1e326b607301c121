import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Whether a document's uri is a URL (else it is an absolute path). */
export function isUrl(uri: string): boolean {
  return /^https?:\/\//i.test(uri);
}

/** The two parts of a reference: the document (empty for the same one) and the fragment without `#`, with its %-escapes undone. */
export function splitReference(reference: string): { readonly target: string; readonly fragment: string } {
  const hash = reference.indexOf('#');
  if (hash < 0) return { target: reference, fragment: '' };
  return { target: reference.slice(0, hash), fragment: unescapePercent(reference.slice(hash + 1)) };
}

/** Undoes %-escapes; a text with an escape that means nothing stays as it is. */
export function unescapePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The absolute uri (path or URL, without fragment) that a reference's document part names, seen from a base; undefined when no such thing can be read. */
export function resolveUri(base: string, target: string): string | undefined {
  if (target === '') return base;
  if (/^[a-z][a-z\d+.-]+:/i.test(target)) return absoluteUri(base, target);
  if (isUrl(base)) return URL.canParse(target, base) ? new URL(target, base).href : undefined;
  if (target.startsWith('//')) return undefined;
  const file = unescapePercent(target.replace(/\?.*$/, ''));
  return file.includes('\0') ? undefined : path.resolve(path.dirname(base), file);
}

function absoluteUri(base: string, target: string): string | undefined {
  if (!URL.canParse(target)) return undefined;
  const url = new URL(target);
  url.hash = '';
  if (url.protocol === 'http:' || url.protocol === 'https:') return url.href;
  if (url.protocol !== 'file:' || isUrl(base)) return undefined;
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}

/** The name that diagnostics use: a path relative to the working directory with `/`, or the URL without credentials. */
export function displayName(uri: string, cwd: string): string {
  if (!isUrl(uri)) return path.relative(cwd, uri).split(path.sep).join('/') || uri;
  const url = new URL(uri);
  url.username = '';
  url.password = '';
  return url.href;
}
