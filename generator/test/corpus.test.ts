import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { generate } from '../src/index.js';
import { compileSdk } from './compile.js';

const corpus = process.env['SDKWRIGHT_CORPUS'];
const work = mkdtempSync(join(tmpdir(), 'sdkwright-corpus-'));

/** The entry documents of a folder: its files, and the root document of each folder in it. */
function entries(folder: string): readonly string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? rootsOf(path) : /\.(json|ya?ml)$/.test(path) ? [path] : []));
}

const rootsOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(^|\/)(openapi|swagger|[\w-]+-public\.v2)\.(json|ya?ml)$/i.test(name))
    .map((name) => join(folder, name))
    .slice(0, 1);

afterAll(() => rmSync(work, { recursive: true, force: true }));

describe.runIf(corpus && existsSync(corpus))('the documents of SDKWRIGHT_CORPUS', () => {
  it.each(entries(corpus ?? '.').map((path) => [path.slice((corpus ?? '').length + 1), path]))('%s is generated and compiles, or is refused with a place', async (name, spec) => {
    const out = join(work, name.replace(/\W+/g, '-'));
    const result = await generate({ spec, targets: [{ name: 'typescript', out, packageName: 'corpus-sdk' }] });
    const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
    for (const diagnostic of result.diagnostics) expect(diagnostic.place?.line, diagnostic.message).toBeGreaterThan(0);
    if (errors.length === 0) expect(await compileSdk(out, '7.0')).toBe('');
    else expect(existsSync(out)).toBe(false);
    rmSync(out, { recursive: true, force: true });
  }, 120_000);
});
