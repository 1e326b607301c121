// Copies a built SDK with one change of text.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the copy; undefined when the text to change is not there, or twice. */
export function layOutMutant({ from, mutant, index }) {
  const folder = join(from, '..', 'mutants', String(index));
  rmSync(folder, { recursive: true, force: true });
  for (const name of ['dist', 'package.json', 'operations.json']) cpSync(join(from, name), join(folder, name), { recursive: true });
  const file = join(folder, 'dist', mutant.file);
  const before = readFileSync(file, 'utf8');
  const after = before.replace(mutant.find, mutant.replace);
  if (after === before) return undefined;
  writeFileSync(file, after);
  return folder;
}
