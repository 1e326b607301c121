import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import { diagnostic, type Diagnostic, type Result } from '../diagnostics.js';
import type { Text } from './source.js';

/** Bytes that may still be read; shared by all documents of one specification. */
export interface Budget {
  left: number;
  readonly total: number;
}

/** Where files may be read: folders with their symbolic links resolved. */
export type Roots = readonly string[];

/** The folder with its symbolic links resolved, or the folder as it is when it can't be resolved. */
export function realFolder(folder: string): string {
  try {
    return fs.realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}

/** Whether a path lies in one of the folders (itself no proof: symbolic links are checked by `realPathWithin`). */
export function within(file: string, roots: Roots): boolean {
  return roots.some((root) => {
    const relative = path.relative(root, file);
    return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
  });
}

/** Reads a UTF-8 (or UTF-16 with a byte order mark) file; it counts against the budget before a byte is read. */
export function readFile(file: string, shown: string, budget: Budget): Result<Decoded> {
  try {
    const info = fs.statSync(file);
    if (info.isDirectory()) return failed(diagnostic('load/not-found', { path: shown, why: 'it is a folder' }));
    if (info.size > budget.left) return failed(tooLarge(shown, budget));
    const bytes = fs.readFileSync(file);
    // A device or a growing file says nothing true of its size.
    if (bytes.length > budget.left) return failed(tooLarge(shown, budget));
    budget.left -= bytes.length;
    return decode(bytes, shown);
  } catch (error) {
    return failed(diagnostic('load/not-found', { path: shown, why: reason(error) }));
  }
}

/** A text, and the bytes that it was read from if they are UTF-8. */
export type Decoded = Pick<Text, 'text' | 'bytes'>;

/** Turns bytes into text. */
export function decode(bytes: Buffer, shown: string): Result<Decoded> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { value: { text: bytes.subarray(2).toString('utf16le') }, diagnostics: [] };
  if (!isUtf8(bytes)) return failed(diagnostic('load/encoding', { path: shown }, { file: shown }));
  return { value: { text: bytes.toString('utf8'), bytes }, diagnostics: [] };
}

/** The diagnostic for a document that the budget has no room for. */
export function tooLarge(shown: string, budget: Budget): Diagnostic {
  return diagnostic('load/too-large', { path: shown, limit: `${Math.round(budget.total / 1024 / 1024)} MB` }, { file: shown });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of the path is no folder',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
};

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

function failed(problem: Diagnostic): { readonly diagnostics: readonly Diagnostic[] } {
  return { diagnostics: [problem] };
}
