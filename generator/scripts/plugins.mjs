// Build plugins: Handlebars templates are compiled here, and runtimes become strings, so that the published program needs neither compiler nor files.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';

const source = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');
const templateModule = join(source, 'kit', 'template.ts');
const virtualFolder = /^virtual:(runtime|scaffold)\/([a-z]+)$/;

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

/** The files of a target's folder (`runtime` or `scaffold`): path below it to text, tests left out, in a fixed order. */
export function readFolder(folder, target) {
  const root = join(source, 'targets', target, folder);
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && (folder === 'scaffold' || isRuntimeFile(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(files.map((file) => [relative(root, file).split('\\').join('/'), readFileSync(file, 'utf8')]));
}

const isRuntimeFile = (name) => /\.(ts|py|typed|md)$/.test(name) && !/\.test\.ts$|^test_|^tsconfig/.test(name);

function folderModule(id) {
  const [, folder, target] = virtualFolder.exec(id);
  return `export default ${JSON.stringify(readFolder(folder, target))};`;
}

/** For esbuild and tsup. */
export function esbuildPlugin() {
  return {
    name: 'sdkwright-templates',
    setup(build) {
      build.onLoad({ filter: /\.hbs$/ }, ({ path }) => ({
        contents: compileTemplate(path),
        loader: 'js',
        resolveDir: dirname(path),
      }));
      build.onResolve({ filter: virtualFolder }, ({ path }) => ({ path, namespace: 'folder' }));
      build.onLoad({ filter: /.*/, namespace: 'folder' }, ({ path }) => ({ contents: folderModule(path), loader: 'js' }));
    },
  };
}

/** For Vite and Vitest; there views are checked: a template that reads a key its view does not have throws. */
export function vitePlugin({ checked = true } = {}) {
  return {
    name: 'sdkwright-templates',
    enforce: 'pre',
    resolveId: (id) => (virtualFolder.test(id) ? `\0${id}` : undefined),
    load(id) {
      if (id.endsWith('.hbs')) return compileTemplate(id, { checked });
      return id.startsWith('\0virtual:') && virtualFolder.test(id.slice(1)) ? folderModule(id.slice(1)) : undefined;
    },
  };
}
