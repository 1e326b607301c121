import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file of the user's; false when there is one already and it may not be overwritten. */
export function writeNewFile(file: string, text: string, overwrite: boolean): boolean {
  try {
    if (!overwrite) {
      writeFileSync(file, text, { flag: 'wx' });
      return true;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { flag: 'wx' });
  renameSync(draft, file);
  return true;
}
