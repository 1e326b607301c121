import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Diagnostic } from '../diagnostics.js';
import { failureBelow } from './failure.js';

/** What came of writing a file of the user's: one was there already, or the file system refused. */
export type NewFile = { readonly kind: 'written' } | { readonly kind: 'exists' } | { readonly kind: 'failed'; readonly diagnostic: Diagnostic };

/** Writes a file of the user's; one that is there is overwritten only if that is allowed. */
export function writeNewFile(file: string, text: string, overwrite: boolean): NewFile {
  try {
    if (overwrite && lstatSync(file, { throwIfNoEntry: false })?.isFile()) replace(file, text);
    else writeFileSync(file, text, { flag: 'wx' });
    return { kind: 'written' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && !overwrite) return { kind: 'exists' };
    return { kind: 'failed', diagnostic: failureBelow(file, error) };
  }
}

function replace(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
