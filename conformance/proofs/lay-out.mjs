// Copies a built SDK with one change of text.
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of a built SDK is copied, and where and what the sources are that a mutant changes. */
const layouts = {
  typescript: { parts: ['dist', 'package.json', 'operations.json'], sources: 'dist', ending: '.js' },
  python: { parts: ['src', 'operations.json'], sources: join('src', 'conformance', '_core'), ending: '.py' },
};

/** The file that a mutant changes: the one it names, or the only other one that holds the text. */
function fileOf(sources, ending, { file, find, replace }) {
  const holds = (name) => {
    const text = readFileSync(join(sources, name), 'utf8');
    return text.replace(find, replace) !== text;
  };
  const names = readdirSync(sources, { recursive: true }).map(String).filter((name) => name.endsWith(ending));
  if (names.includes(file) && holds(file)) return file;
  const found = names.filter(holds);
  return found.length === 1 ? found[0] : undefined;
}

/** The folder of the copy; undefined when the text to change is not there. */
export function layOutMutant({ from, language, mutant, index }) {
  const { parts, sources, ending } = layouts[language];
  const file = fileOf(join(from, sources), ending, mutant);
  if (file === undefined) return undefined;
  const folder = join(from, '..', 'mutants', `${language}-${index}`);
  rmSync(folder, { recursive: true, force: true });
  for (const name of parts) cpSync(join(from, name), join(folder, name), { recursive: true, preserveTimestamps: true });
  const path = join(folder, sources, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(mutant.find, mutant.replace));
  return folder;
}
