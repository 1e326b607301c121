// Copies a built SDK with one change of text.
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file that a mutant changes: the one it names, or the only other one that holds the text. */
function fileOf(dist, { file, find, replace }) {
  const holds = (name) => {
    const text = readFileSync(join(dist, name), 'utf8');
    return text.replace(find, replace) !== text;
  };
  const names = readdirSync(dist, { recursive: true }).map(String).filter((name) => name.endsWith('.js'));
  if (names.includes(file) && holds(file)) return file;
  const found = names.filter(holds);
  return found.length === 1 ? found[0] : undefined;
}

/** The folder of the copy; undefined when the text to change is not there. */
export function layOutMutant({ from, mutant, index }) {
  const file = fileOf(join(from, 'dist'), mutant);
  if (file === undefined) return undefined;
  const folder = join(from, '..', 'mutants', String(index));
  rmSync(folder, { recursive: true, force: true });
  for (const name of ['dist', 'package.json', 'operations.json']) cpSync(join(from, name), join(folder, name), { recursive: true });
  const path = join(folder, 'dist', file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(mutant.find, mutant.replace));
  return folder;
}
