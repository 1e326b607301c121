import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { dumpIr } from '../src/check.js';
import type { PlannedFile, Target } from '../src/targets/target.js';
import { typescript } from '../src/targets/typescript/plan.js';

/** What a test generates an SDK from. */
export interface Fixture {
  /** An OpenAPI document as data or text. */
  readonly spec: object | string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly packageName?: string;
  /** TypeScript unless another is given. */
  readonly target?: Target;
}

/** An SDK in memory. */
export interface Sdk {
  readonly files: readonly PlannedFile[];
  /** The text of a file, unformatted. */
  readonly text: (path: string) => string;
  /** The text without line breaks and indentation, to compare with. */
  readonly flat: (path: string) => string;
}

/** Generates an SDK; throws when the document has errors. */
export async function makeSdk({ spec, config, settings = {}, packageName = '@acme/sdk', target = typescript }: Fixture): Promise<Sdk> {
  const text = typeof spec === 'string' ? spec : JSON.stringify(spec);
  const { api, diagnostics } = await dumpIr({ spec: { text }, config: config ?? false });
  if (api === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  const { files } = target.plan(api, { packageName, packageVersion: '1.2.3', settings });
  const find = (path: string): string => {
    const file = files.find((candidate) => candidate.path === path);
    if (file === undefined)
      throw new Error(`There is no ${path}; there are ${files.map((candidate) => candidate.path).join(', ')}`);
    return file.render();
  };
  return { files, text: find, flat: (path) => find(path).replace(/\s+/g, ' ') };
}

/** An SDK on disk, below the folder of the project's packages so that it finds them. */
export interface SdkFolder {
  readonly path: string;
  readonly remove: () => void;
}

/** Writes an SDK into a new folder. */
export function writeSdk({ files }: Sdk): SdkFolder {
  const base = join(import.meta.dirname, '..', 'node_modules', '.fixtures');
  mkdirSync(base, { recursive: true });
  const path = mkdtempSync(join(base, 'sdk-'));
  for (const file of files) {
    const target = join(path, file.path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, file.render());
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Compiles a folder under its own strict tsconfig.json; gives the compiler's errors. */
export function typeErrors(folder: string): readonly string[] {
  const compiler = join(dirname(createRequire(import.meta.url).resolve('@typescript/native/package.json')), 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
    return [];
  } catch (error) {
    return String((error as { stdout?: string }).stdout)
      .split('\n')
      .filter((line) => line.includes('error'));
  }
}

type Call = (...args: readonly unknown[]) => Promise<unknown>;

/** A client whose resources are not known to the compiler. */
export interface AnyClient {
  readonly [name: string]: AnyClient & Call;
}

/** Bundles and imports a module of an SDK. */
export async function importModule(folder: string, module: string): Promise<Readonly<Record<string, unknown>>> {
  const outfile = join(folder, `${module.replaceAll('/', '-')}.bundle.mjs`);
  await build({
    entryPoints: [join(folder, 'src', `${module}.ts`)],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'silent',
  });
  return (await import(pathToFileURL(outfile).href)) as Readonly<Record<string, unknown>>;
}

/** A request as the fetch of a test saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A fetch that remembers requests and answers each with the next response, the last one again and again. */
export function fakeFetch(...responses: readonly (() => Response)[]): {
  readonly fetch: typeof fetch;
  readonly seen: SeenRequest[];
} {
  const seen: SeenRequest[] = [];
  const answer = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, { ...init, ...(init?.body ? { duplex: 'half' } : {}) } as RequestInit);
    seen.push({
      method: request.method,
      url: String(input),
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    });
    const make = responses[Math.min(seen.length, responses.length) - 1];
    if (make === undefined) throw new Error('The test has no response.');
    return make();
  };
  return { fetch: answer as typeof fetch, seen };
}

/** A JSON response. */
export const json =
  (value: unknown, headers: Readonly<Record<string, string>> = {}) =>
  (): Response =>
    Response.json(value, { headers });
