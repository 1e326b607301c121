// Compiles the suite's specifications to OpenAPI 3.0, 3.1 and 3.2: `.out/documents/<spec>/<version>/openapi[.<api version>].json`.
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { out, packages, installed } from './install.mjs';

const specs = join(packages, '@typespec', 'http-specs', 'specs');
const versions = ['3.0.0', '3.1.0', '3.2.0'];
const emitter = '@typespec/openapi3';

/** Where the compiled documents stand. */
export const documents = join(out, 'documents');

/** What OpenAPI cannot say is left out or widened, so that the rest of the specification compiles. */
const adapted = {
  // A query after a fixed query string (`path?fixed=true{&param}`) is no OpenAPI path.
  'routes/main.tsp': (text) => `${text.slice(0, text.indexOf('@route("query-continuation")'))}\n}\n`,
  // Responses are known by status or by class (4XX), never by a range such as 494 to 499.
  'response/status-code-range/main.tsp': (text) => text.replace('@minValue(494)', '@minValue(400)'),
};

const mains = (folder) => readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith('main.tsp')).map((name) => name.replaceAll('\\', '/')).sort();

function hostOf({ NodeHost, createSourceFile }) {
  const adaptations = new Map(Object.entries(adapted).map(([name, adapt]) => [join(specs, name).replaceAll('\\', '/'), adapt]));
  return {
    ...NodeHost,
    async readFile(path) {
      const file = await NodeHost.readFile(path);
      const adapt = adaptations.get(path);
      return adapt ? createSourceFile(adapt(file.text), path) : file;
    },
  };
}

/** Compiles every specification unless this was done for just these packages; gives the documents by specification and OpenAPI version. */
export async function compileAll() {
  const stamp = join(documents, '.made');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === installed()) return listDocuments();
  rmSync(documents, { recursive: true, force: true });
  const compiler = await import(pathToFileURL(join(packages, '@typespec', 'compiler', 'dist', 'src', 'index.js')).href);
  const host = hostOf(compiler);
  for (const name of mains(specs)) await compileOne({ compiler, host, name });
  mkdirSync(documents, { recursive: true });
  writeFileSync(stamp, installed());
  return listDocuments();
}

async function compileOne({ compiler, host, name }) {
  const folder = join(documents, dirname(name));
  const options = { 'emitter-output-dir': folder, 'file-type': 'json', 'openapi-versions': versions };
  const program = await compiler.compile(host, join(specs, name), { emit: [emitter], options: { [emitter]: options }, outputDir: folder });
  const errors = program.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`${name} did not compile:\n${errors.map(({ message }) => message).join('\n')}`);
}

function listDocuments() {
  const files = readdirSync(documents, { recursive: true }).map(String).filter((name) => name.endsWith('.json') && statSync(join(documents, name)).isFile());
  return files.map((name) => describe(relative('.', name).replaceAll('\\', '/'))).sort((a, b) => (a.file < b.file ? -1 : 1));
}

function describe(file) {
  const [, spec, version, name] = /^(.*)\/(3\.\d\.\d)\/(.*)$/.exec(file);
  return { file: join(documents, file), spec, version, name };
}
