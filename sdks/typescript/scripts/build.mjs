// Builds dist/: one module for the client and one for its runtime, so that importing the SDK reads few files; every other module is an
// entry of its own, so that `<package>/operations/…` bundles small. ESM and CommonJS; both share the same declarations.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

const sources = list(join(root, 'src'), '.ts').map((file) => file.slice(0, -'.ts'.length));
// What few programs need stays a file of its own: within another it would be in every bundle.
const groups = [
  { name: 'runtime', test: /\/src\/(core|internal)\/(?!node-proxy\.|validation-table\.)|\/src\/(client-core|version)\.ts/ },
  { name: 'client', test: /\/src\/resources\/|\/src\/client\.ts/ },
];

// The checker's table is the largest text of all: the ES modules read it from the CommonJS module.
const shared = 'internal/validation-table';
const sharing = { name: 'sharing', resolveId: (id) => (id.endsWith(`/${shared}.js`) ? { id: `./${shared}.cjs`, external: true } : undefined) };

// `require` gives the client's class itself, with every export as its property, `default` among them.
const required = ({ name }) =>
  name === 'index' ? "module.exports=Object.assign(exports.default,exports);Object.defineProperty(module.exports,'__esModule',{value:true});" : '';

rmSync(dist, { recursive: true, force: true });
await Promise.all([bundle('esm', 'js'), bundle('cjs', 'cjs')]);
declare();

function list(folder, extension) {
  return readdirSync(folder, { recursive: true })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith(extension))
    .sort();
}

async function bundle(format, extension) {
  const entries = sources.filter((name) => !name.startsWith('internal/') || (format === 'cjs' && name === shared));
  const build = await rolldown({
    cwd: root,
    input: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
    platform: 'neutral',
    external: /^node:/,
    plugins: format === 'esm' ? [sharing] : [],
  });
  // Small, but with the names of functions and classes in stack traces; ES modules keep their lines, so that a debugger can step through them.
  const minify = { compress: { keepNames: { function: true, class: true } }, mangle: { keepNames: true }, codegen: { removeWhitespace: format === 'cjs' } };
  const names = { entryFileNames: `[name].${extension}`, chunkFileNames: `chunks/[name].${extension}` };
  await build.write({ dir: dist, format, footer: format === 'cjs' ? required : '', exports: 'named', comments: false, minify, codeSplitting: { groups }, ...names });
  await build.close();
}

// CommonJS may not import the types of ESM, but ESM may import those of CommonJS: so they are written once, as `.d.cts`.
function declare() {
  execFileSync(process.execPath, [compiler(), '-p', root, '--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', dist], { stdio: 'inherit' });
  for (const file of list(dist, '.d.ts')) {
    const path = join(dist, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path.replace(/\.d\.ts$/, '.d.cts'), asCommonJS(text));
    if (file.startsWith('internal/')) {
      rmSync(path);
      continue;
    }
    const own = `./${file.split('/').at(-1).replace(/\.d\.ts$/, '.cjs')}`;
    const [, main] = /^export \{ ([^\s,]+) as default/m.exec(text) ?? [];
    writeFileSync(path, `export * from '${own}';\n${main ? `export { ${main} as default } from '${own}';\n` : ''}`);
  }
}

function asCommonJS(text) {
  return text
    .replace(/^((?:import|export)\b.*|\}) from (['"])(\.[^'"]+)\.js\2;$/gm, '$1 from $2$3.cjs$2;')
    .replace(/\bimport\((['"])(\.[^'"]+)\.js\1\)/g, 'import($1$2.cjs$1)')
    .replace(/^(?: {4})+/gm, (indent) => ' '.repeat(indent.length / 2));
}

function compiler() {
  const require = createRequire(import.meta.url);
  for (const name of ['@typescript/native', 'typescript']) {
    try {
      const manifest = require.resolve(`${name}/package.json`);
      return join(dirname(manifest), Object.values(JSON.parse(readFileSync(manifest, 'utf8')).bin)[0]);
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND' && error.code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error;
    }
  }
  throw new Error('TypeScript is not installed: run npm install');
}
