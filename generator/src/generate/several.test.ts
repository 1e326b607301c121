import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Api } from '../ir/index.js';
import { generate, type GenerateOptions, type ProgressEvent } from '../index.js';
import type { Target } from '../targets/target.js';

const seen = vi.hoisted(() => [] as unknown[]);

// A second language, which shows what it was given.
vi.mock('../targets/index.js', async (original) => {
  const { targets } = await original<{ targets: Record<string, Target> }>();
  const plan: Target['plan'] = (api: Api, { packageName, settings }) => {
    seen.push(api);
    return { files: [{ path: 'src/one.txt', owner: 'generated', render: () => JSON.stringify([api.name.wire, packageName, settings.greeting]) }], diagnostics: [] };
  };
  const spy = (target: Target): Target => ({ ...target, plan: (api, options) => (seen.push(api), target.plan(api, options)) });
  return { targets: { typescript: spy(targets.typescript as Target), go: { name: 'go', plan } } };
});

const text = JSON.stringify({ openapi: '3.1.0', info: { title: 'Tiny', version: '1' }, servers: [{ url: 'https://tiny.example' }], paths: { '/things': { get: { responses: { 200: { description: 'D' } } } } } });
let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'sdkwright-several-'));
  seen.length = 0;
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const run = (options: Partial<GenerateOptions>) => generate({ spec: { text }, cwd, config: false, ...options });
const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');
const both = { targets: { typescript: { output: 'sdks/ts', package_name: '@acme/tiny' }, go: { output: 'sdks/go', package_name: 'acme-tiny', greeting: 'hi' } } };

describe('several targets', () => {
  it('of a configuration are generated together, from one reading of the document', async () => {
    const events: ProgressEvent[] = [];
    const result = await run({ config: both, onProgress: (event) => events.push(event) });
    expect(result.targets.map(({ name, packageName, out }) => [name, packageName, out])).toEqual([['typescript', '@acme/tiny', join(cwd, 'sdks/ts')], ['go', 'acme-tiny', join(cwd, 'sdks/go')]]);
    expect(events.filter(({ state }) => state === 'begin').map(({ stage }) => stage)).toEqual(['load', 'resolve', 'validate', 'model', 'plan', 'render', 'write']);
    expect(seen).toHaveLength(2);
    expect(seen[0]).toBe(seen[1]);
    expect(JSON.parse(read('sdks/go/src/one.txt'))).toEqual(['Tiny', 'acme-tiny', 'hi']);
    expect(existsSync(join(cwd, 'sdks/ts/src/client.ts'))).toBe(true);
    expect((await run({ config: both })).status).toBe('current');
  });

  it('may be chosen, each with its folder or the one of the configuration', async () => {
    expect((await run({ config: both, targets: [{ name: 'go', out: 'here' }, { name: 'typescript' }] })).targets.map(({ out }) => out)).toEqual([join(cwd, 'here'), join(cwd, 'sdks/ts')]);
    expect((await run({ config: both, targets: [{ name: 'go' }] })).targets.map(({ name }) => name)).toEqual(['go']);
  });

  it('do not share what was remembered of fewer', async () => {
    await run({ config: both, targets: [{ name: 'go' }] });
    expect((await run({ config: both })).status).toBe('generated');
    expect((await run({ config: both })).status).toBe('current');
  });

  it('are written all or none', async () => {
    mkdirSync(join(cwd, 'sdks/go/src'), { recursive: true });
    writeFileSync(join(cwd, 'sdks/go/src/one.txt'), 'mine');
    const result = await run({ config: both });
    expect([result.status, result.diagnostics.map(({ code, place }) => `${place?.file} ${code}`)]).toEqual(['refused', ['sdks/go/src/one.txt write/foreign']]);
    expect(readdirSync(join(cwd, 'sdks'))).toEqual(['go']);
    rmSync(join(cwd, 'sdks/go'), { recursive: true });
    writeFileSync(join(cwd, 'sdks/go'), 'a file');
    expect((await run({ config: both })).status).toBe('refused');
    expect(readdirSync(join(cwd, 'sdks'))).toEqual(['go']);
  });

  it('need folders of their own', async () => {
    const targets = [{ name: 'typescript', out: 'sdk' }, { name: 'go', out: './sdk' }];
    expect((await run({ targets })).diagnostics.map(({ code }) => code)).toEqual(['generate/same-output']);
  });

  it('without a folder are left out with a note, or are an error when none has one', async () => {
    const codes = async (targets: object): Promise<string[]> => (await run({ config: { targets } as Record<string, unknown> })).diagnostics.map(({ code, severity, message }) => `${severity} ${code} ${message}`).filter((line) => line.includes('generate/'));
    expect(await codes({ typescript: { package_name: 'a' }, go: { output: 'go' }, ruby: { output: 'ruby' } })).toEqual([
      'note generate/target-unavailable There is no target ruby yet; it is left out',
      'note generate/target-skipped Target typescript has no output folder; it is left out',
    ]);
    expect(await codes({ typescript: { package_name: 'a' }, go: { skip: true } })).toEqual(['error generate/no-output Target typescript has no output folder']);
  });
});
