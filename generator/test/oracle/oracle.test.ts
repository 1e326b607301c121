import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dumpIr } from '../../src/index.js';
import { plain, writeChecks } from './write-checks.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const compiler = join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc');
let work = '';
let checks: ReturnType<typeof writeChecks>;

/** The document as openapi-typescript sees it; only what it cannot know is said: a binary field is an upload. */
async function writeOracle(file: string): Promise<void> {
  const uploadable = ts.factory.createTypeReferenceNode('Uploadable');
  const nodes = await openapiTS(pathToFileURL(join(root, 'spec', 'openapi.yaml')), {
    silent: true,
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    readWriteMarkers: true,
    transform: (schema) => ('format' in schema && schema.format === 'binary' ? uploadable : undefined),
  });
  writeFileSync(file, `import type { Uploadable } from './sdk/src/core/uploads.js';\n${astToString(nodes)}`);
}

function functionNames(): ReadonlyMap<string, string> {
  const folder = join(root, 'sdks', 'typescript', 'src', 'operations');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const names = files.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/^export function (\w+)/gm)].map((match) => match[1]!));
  return new Map(names.map((name) => [plain(name), name]));
}

const options = { compilerOptions: { target: 'ES2022', lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable', 'ESNext.Disposable'], module: 'NodeNext', moduleResolution: 'NodeNext', strict: true, noEmit: true, skipLibCheck: true, types: [] }, include: ['*.ts', 'sdk/src'] };

function compile(file: string, source: string): { readonly code: number | null; readonly output: string } {
  writeFileSync(join(work, file), source);
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, '--pretty', 'false', '-p', '.'], { cwd: work, encoding: 'utf8' });
  rmSync(join(work, file));
  return { code: status, output: stdout + stderr };
}

beforeAll(async () => {
  work = mkdtempSync(join(root, 'node_modules', '.oracle-'));
  mkdirSync(join(work, 'sdk'));
  cpSync(join(root, 'sdks', 'typescript', 'src'), join(work, 'sdk', 'src'), { recursive: true });
  writeFileSync(join(work, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(work, 'tsconfig.json'), JSON.stringify(options));
  await writeOracle(join(work, 'oracle.ts'));
  const { api } = await dumpIr({ spec: join(root, 'spec', 'openapi.yaml'), config: join(root, 'spec', 'sdkwright.yaml') });
  checks = writeChecks(api!, functionNames());
}, 60_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('openapi-typescript as an independent oracle of the types', () => {
  it("agrees with the SDK on every request and response of Halyard's document, both ways", () => {
    expect(checks.requests).toBeGreaterThan(100);
    expect(checks.responses).toBeGreaterThan(120);
    const { code, output } = compile('checks.ts', checks.source);
    expect(output).toBe('');
    expect(code).toBe(0);
  }, 60_000);

  it('would notice a wrong type', () => {
    const wrong = checks.source.replace(/^(export const modelsRetrieveResponse: Same<)[^>]+>>>/m, '$1{ id: number }');
    expect(wrong).not.toBe(checks.source);
    expect(compile('checks.ts', wrong).output).toContain("'the SDK allows more': [{ id: number; }");
  }, 60_000);
});
