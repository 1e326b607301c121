import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgressEvent } from './generate/options.js';
import { renderFiles } from './generate/render.js';
import { check, dumpIr, generate } from './index.js';

const paths = { '/things': { get: { responses: { 200: { description: 'Things.', content: { 'application/json': { schema: { type: 'array', items: { type: 'string' } } } } } } } } };
const spec = { openapi: '3.1.0', info: { title: 'Tiny', version: '1.0.0' }, servers: [{ url: 'https://tiny.example' }], paths };
const text = (value: unknown = spec): { readonly text: string } => ({ text: JSON.stringify(value) });

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'sdkwright-generate-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const targets = [{ name: 'typescript', out: 'sdk', packageName: '@acme/tiny' }];

describe('generate', () => {
  it('gives plain data', async () => {
    const result = await generate({ spec: text(), targets, cwd });
    expect(result).toMatchObject({ status: 'generated', counts: { operations: 1, skipped: 0 }, targets: [{ name: 'typescript', packageName: '@acme/tiny', out: join(cwd, 'sdk') }] });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('sees that nothing changed, also when asked in another way for the same', async () => {
    await generate({ spec: text(), targets, cwd });
    const again = await generate({ spec: text(), targets, cwd });
    expect(again).toMatchObject({ status: 'current', counts: { operations: 1 }, targets: [{ created: [], updated: [] }] });
    expect((await generate({ spec: text(), targets, cwd, force: true })).status).toBe('generated');
    expect((await generate({ spec: text(), targets, cwd, strict: true })).status).toBe('generated');
  });

  it('sees that a referenced file or the configuration changed', async () => {
    const file = (name: string, value: unknown): void => writeFileSync(join(cwd, name), JSON.stringify(value));
    file('openapi.json', { ...spec, paths: { '/things': { $ref: 'things.json' } } });
    file('things.json', paths['/things']);
    const run = async () => (await generate({ spec: 'openapi.json', targets, cwd })).status;
    expect([await run(), await run()]).toEqual(['generated', 'current']);
    file('things.json', { ...paths['/things'], summary: 'More of it.' });
    expect([await run(), await run()]).toEqual(['generated', 'current']);
    file('sdkwright.json', { organization: { name: 'acme' } });
    expect([await run(), await run()]).toEqual(['generated', 'current']);
    file('sdkwright.json', { organization: { name: 'acmes' } });
    expect([await run(), await run()]).toEqual(['generated', 'current']);
  });

  it('takes the configuration as data, and names the package after it', async () => {
    const config = { organization: { name: 'acme-ai' }, targets: { typescript: { package_name: '@acme/ai', output: 'out' } } };
    const result = await generate({ spec: text(), config, cwd });
    expect(result.targets).toMatchObject([{ packageName: '@acme/ai', out: join(cwd, 'out') }]);
    expect(readFileSync(join(cwd, 'out/src/client.ts'), 'utf8')).toContain('class AcmeAI');
  });

  it('tells of its stages', async () => {
    const events: ProgressEvent[] = [];
    const { timings } = await generate({ spec: text(), targets, cwd, onProgress: (event) => events.push(event) });
    const stages = ['load', 'resolve', 'validate', 'model', 'plan', 'render', 'write'];
    expect(events.map(({ stage, state }) => `${stage} ${state}`)).toEqual(stages.flatMap((stage) => [`${stage} begin`, `${stage} end`]));
    expect(Object.keys(timings)).toEqual(stages);
  });

  it('returns what the user got wrong, and writes nothing', async () => {
    const missing = await generate({ spec: 'nowhere.yaml', targets, cwd });
    expect(missing).toMatchObject({ status: 'invalid', targets: [], diagnostics: [{ code: 'load/not-found' }] });
    const config = await generate({ spec: text(), config: 'nowhere.yaml', targets, cwd });
    expect(config).toMatchObject({ status: 'invalid', diagnostics: [{ code: 'load/not-found' }] });
    const none = await generate({ spec: text(), config: false, cwd });
    expect(none.diagnostics).toMatchObject([{ code: 'generate/no-target' }]);
    expect((await generate({ spec: text(), targets: [...targets, { name: 'typescript', out: './sdk' }], cwd })).diagnostics).toMatchObject([{ code: 'generate/same-output' }]);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('writes all folders or none', async () => {
    const both = [{ name: 'typescript', out: 'a' }, { name: 'typescript', out: 'b' }];
    expect((await generate({ spec: text(), targets: both, cwd })).status).toBe('generated');
    writeFileSync(join(cwd, 'b/src/client.ts'), '// mine\n');
    rmSync(join(cwd, 'a/src/client.ts'));
    const refused = await generate({ spec: text(), targets: both, cwd });
    expect(refused).toMatchObject({ status: 'refused', targets: [], diagnostics: [{ code: 'write/edited', place: { file: 'b/src/client.ts' } }] });
    expect(existsSync(join(cwd, 'a/src/client.ts'))).toBe(false);
  });
});

describe('check and dumpIr', () => {
  it('say what there is, and write nothing', async () => {
    expect(await check({ spec: text(), cwd })).toMatchObject({ ok: true, counts: { operations: 1 } });
    expect(await check({ spec: text({ ...spec, openapi: '9.9' }), cwd })).toMatchObject({ ok: false, diagnostics: [{ severity: 'error', place: { file: '<text>' } }] });
    const { api } = await dumpIr({ spec: text(), cwd });
    expect(JSON.parse(JSON.stringify(api))).toEqual(api);
    expect((await dumpIr({ spec: text('x'), cwd })).api).toBeUndefined();
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('renderFiles', () => {
  it('keeps the order, and renders no more at once than threads can take', async () => {
    let rendered = 0;
    const planned = Array.from({ length: 200 }, (_, index) => ({ path: `f${index}.ts`, owner: 'generated' as const, format: 'typescript' as const, render: () => `export const n = ${(rendered += 1)}` }));
    const files = await renderFiles(planned);
    expect(files.map(({ path }) => path)).toEqual(planned.map(({ path }) => path));
    expect(files[199]?.text).toBe('export const n = 200;\n');
  });

  it('throws when a file does not parse, once', async () => {
    const bad = { path: 'bad.ts', owner: 'generated' as const, format: 'typescript' as const, render: () => 'export const = 1' };
    await expect(renderFiles([bad, { ...bad, path: 'worse.ts' }])).rejects.toThrow(/(bad|worse)\.ts does not parse/);
  });
});
