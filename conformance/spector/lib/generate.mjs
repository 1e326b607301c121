// Generates the SDKs of all documents with this checkout's generator, and makes them ready to load.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { python, pythonEnv } from '../../../scripts/lib/python.mjs';
import { env, root } from '../../../scripts/lib/setup.mjs';
import { openapi, sdkOf } from './cases.mjs';
import { documents } from './compile.mjs';
import { out } from './install.mjs';

const here = join(import.meta.dirname, '..');
const configs = join(here, 'configs');

/** Where the SDKs of a language stand. */
export const sdks = (language) => join(out, language);

const library = async () => import(pathToFileURL(join(root, 'generator', 'dist', 'index.js')).href);

/** What OpenAPI has no words for (paging) is said in a configuration beside the cases. */
function configOf(spec) {
  const file = join(configs, `${spec.replaceAll(/[/.]/g, '-')}.yaml`);
  return existsSync(file) ? file : false;
}

/** Reads one document as a generation would, for every target, and gives what is wrong with it. */
export async function checkDocument(file, target) {
  const { generate } = await library();
  const { status, diagnostics, targets } = await generate({ spec: file, config: false, targets: [{ name: target, out: join(out, 'dry'), packageName: 'dry' }], dryRun: true });
  const wrong = diagnostics.filter(({ severity, code }) => severity === 'error' || /skip/.test(code));
  return { status, wrong, files: targets.reduce((sum, { created }) => sum + created.length, 0) };
}

async function generateOne({ language, name, spec, file }) {
  const { generate } = await library();
  const folder = join(sdks(language), name);
  const { status, diagnostics } = await generate({ spec: file, config: configOf(spec), targets: [{ name: language, out: folder, packageName: `suite-${name}` }], force: true });
  if (status !== 'generated') throw new Error(`${file}: ${status}\n${diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n')}`);
  rmSync(join(folder, 'tests'), { recursive: true, force: true });
}

/** What makes a language's SDKs ready to load. */
const steps = {
  /** One strict compilation of all SDKs: they must also type-check. */
  typescript(folder) {
    const compilerOptions = { target: 'es2022', module: 'nodenext', moduleResolution: 'nodenext', strict: true, skipLibCheck: true, exactOptionalPropertyTypes: true, outDir: 'js', rootDir: '.', lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable', 'esnext.disposable'], types: ['node'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*/src'] }));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    return spawnSync('node', [join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc'), '-p', folder], { cwd: folder, env, encoding: 'utf8' });
  },
  python(folder) {
    return spawnSync(python(), ['-m', 'compileall', '-q', '-j', '0', folder], { env: pythonEnv(), encoding: 'utf8' });
  },
};

/** Generates and compiles the SDKs that the cases call; gives what the compiler said, which should be nothing. */
export async function generateAll(language, cases) {
  const folder = sdks(language);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const wanted = new Map(cases.map((one) => [sdkOf(one), one]));
  for (const [name, { spec, document }] of wanted) await generateOne({ language, name, spec, file: join(documents, spec, openapi, document) });
  const { stdout, stderr } = steps[language](folder);
  return `${stdout}${stderr}`.trim().split('\n').filter(Boolean);
}

/** The servers' addresses of a document, as it says them. */
export function serverOf({ spec, document }) {
  const { servers = [] } = JSON.parse(readFileSync(join(documents, spec, openapi, document), 'utf8'));
  return servers[0]?.url ?? '';
}
