import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatDiagnostic } from '../src/cli/diagnostics.js';
import { plainStyle } from '../src/cli/terminal.js';
import { generate } from '../src/generate.js';
import { parseManifest } from '../src/write/manifest.js';

/** The folder of all cases. */
export const casesFolder = dirname(fileURLToPath(import.meta.url));

/** A text by its path below the case's folder: `diagnostics.txt`, and generated files below `expected/`. */
export type Outcome = Readonly<Record<string, string>>;

/** The cases that are generated for Python, too. */
const pythonCases: ReadonlySet<string> = new Set(['crud', 'files', 'streaming', 'types']);

/** The targets that a case is generated for. */
const targetsOf = (name: string): readonly string[] => ['typescript', ...(pythonCases.has(name) ? ['python'] : [])];

/** The case that shows every generated file; the others show `src/` only, since the rest is much the same. */
const wholeCase = 'crud';

/** The names of all cases. */
export const caseNames = (): string[] =>
  readdirSync(casesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** Generates a case, and gives what its folder should hold. Files of the runtime are the same everywhere, so they are left out. */
export async function runCase(name: string): Promise<Outcome> {
  const work = mkdtempSync(join(tmpdir(), 'sdkwright-case-'));
  try {
    const targets = targetsOf(name);
    const wanted = targets.map((target) => ({ name: target, out: join(work, target) }));
    const { diagnostics } = await generate({ spec: 'spec.yaml', cwd: join(casesFolder, name), targets: wanted });
    const text = diagnostics.map((item) => `${formatDiagnostic(item, plainStyle)}\n`).join('');
    const files = targets.flatMap((target) => generatedFiles(join(work, target), name === wholeCase).map(([path, content]) => [`expected/${target}/${path}`, content] as const));
    return { 'diagnostics.txt': text, ...Object.fromEntries(files) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What the folder of a case holds. */
export function readExpected(name: string): Outcome {
  const folder = join(casesFolder, name);
  const expected = join(folder, 'expected');
  const paths = existsSync(expected) ? readdirSync(expected, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()) : [];
  const files = paths.map((entry) => join(entry.parentPath, entry.name)).map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')] as const);
  const diagnostics = join(folder, 'diagnostics.txt');
  return { 'diagnostics.txt': existsSync(diagnostics) ? readFileSync(diagnostics, 'utf8') : '', ...Object.fromEntries(files) };
}

/** Makes an outcome what is expected from now on. */
export function acceptCase(name: string, outcome: Outcome): void {
  const folder = join(casesFolder, name);
  rmSync(join(folder, 'expected'), { recursive: true, force: true });
  for (const [path, text] of Object.entries(outcome)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (text !== '' || path !== 'diagnostics.txt') writeFileSync(join(folder, path), text);
    else rmSync(join(folder, path), { force: true });
  }
}

function generatedFiles(folder: string, whole: boolean): (readonly [path: string, text: string])[] {
  const manifest = join(folder, '.sdkwright', 'manifest.json');
  const files = existsSync(manifest) ? (parseManifest(readFileSync(manifest, 'utf8'))?.files ?? []) : [];
  return files.filter(({ owner, path }) => owner === 'generated' && (whole || path.startsWith('src/'))).map(({ path }) => [path, readFileSync(join(folder, path), 'utf8')] as const);
}
