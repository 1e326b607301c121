// Build plugins: Handlebars templates are compiled here, and runtimes become strings, so that the published program needs neither compiler nor files.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';

const source = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');
const templateModule = join(source, 'kit', 'template.ts');
const virtualRuntime = /^virtual:runtime\/([a-z]+)$/;

/** Names of the partials that a template uses. */
function partialsOf(text) {
  const found = new Set();
  class Visitor extends Handlebars.Visitor {
    PartialStatement(statement) {
      found.add(statement.name.original);
      super.PartialStatement(statement);
    }
  }
  new Visitor().accept(Handlebars.parse(text));
  return [...found].sort();
}

/** The module of a template: its compiled form, and imports of its partials. */
export function compileTemplate(file, { checked = false } = {}) {
  const text = readFileSync(file, 'utf8');
  const spec = Handlebars.precompile(text, {
    noEscape: true,
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: { indent: true },
    srcName: undefined,
  });
  const partials = partialsOf(text);
  const imports = partials.map((name, index) => `import partial${index} from ${JSON.stringify(`./${name}.hbs`)};`);
  const table = partials.map((name, index) => `${JSON.stringify(name)}: partial${index}`).join(', ');
  const name = basename(file, '.hbs');
  return [
    `import { template } from ${JSON.stringify(templateModule)};`,
    ...imports,
    `export default template(${spec}, { name: ${JSON.stringify(name)}, checked: ${checked}, partials: { ${table} } });`,
  ].join('\n');
}

/** The files of a target's runtime: path below the runtime folder to text, tests left out, in a fixed order. */
export function readRuntime(target) {
  const root = join(source, 'targets', target, 'runtime');
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isRuntimeFile(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(files.map((file) => [relative(root, file).split('\\').join('/'), readFileSync(file, 'utf8')]));
}

const isRuntimeFile = (name) => /\.(ts|py|typed|md)$/.test(name) && !/\.test\.ts$|^test_|^tsconfig/.test(name);

const runtimeModule = (target) => `export default ${JSON.stringify(readRuntime(target))};`;

/** For esbuild and tsup. */
export function esbuildPlugin() {
  return {
    name: 'sdkwright-templates',
    setup(build) {
      build.onLoad({ filter: /\.hbs$/ }, ({ path }) => ({ contents: compileTemplate(path), loader: 'js', resolveDir: dirname(path) }));
      build.onResolve({ filter: virtualRuntime }, ({ path }) => ({ path, namespace: 'runtime' }));
      build.onLoad({ filter: /.*/, namespace: 'runtime' }, ({ path }) => ({ contents: runtimeModule(virtualRuntime.exec(path)[1]), loader: 'js' }));
    },
  };
}

/** For Vite and Vitest; there views are checked: a template that reads a key its view does not have throws. */
export function vitePlugin({ checked = true } = {}) {
  return {
    name: 'sdkwright-templates',
    enforce: 'pre',
    resolveId: (id) => (virtualRuntime.test(id) ? `\0${id}` : undefined),
    load(id) {
      if (id.endsWith('.hbs')) return compileTemplate(id, { checked });
      const target = id.startsWith('\0') && virtualRuntime.exec(id.slice(1));
      return target ? runtimeModule(target[1]) : undefined;
    },
  };
}
