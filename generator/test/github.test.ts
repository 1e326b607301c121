import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate, type GenerateResult } from '../src/index.js';
import { compileSdk, compilers } from './compile.js';

const spec = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
let out = '';
let result: GenerateResult;

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'sdkwright-github-'));
  result = await generate({ spec, targets: [{ name: 'typescript', out, packageName: 'github-sdk' }] });
}, 60_000);

afterAll(() => rmSync(out, { recursive: true, force: true }));

describe("GitHub's document", () => {
  it('is generated whole: each of its 1,223 operations, with no error and nothing skipped', () => {
    expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(result.counts).toMatchObject({ operations: 1223, skipped: 0 });
  });

  for (const version of Object.keys(compilers) as (keyof typeof compilers)[]) {
    it(`is accepted by TypeScript ${version} under the strictest settings`, async () => {
      expect(await compileSdk(out, version)).toBe('');
    }, 180_000);
  }
});
