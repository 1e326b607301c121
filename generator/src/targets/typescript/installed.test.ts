import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSdk } from '../../../testing/sdk.js';

const windows = process.platform === 'win32';
const npm = windows ? 'npm.cmd' : 'npm';

/** Every Node that is at hand: the project's own, and the ones that the machine has besides. */
function nodes(): readonly (readonly [version: string, path: string])[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const others = folders.map((folder) => join(folder, windows ? 'node.exe' : 'node')).filter((path) => existsSync(path));
  const found = [process.execPath, ...others].map((path) => realpathSync(path));
  return [...new Set(found)].map((path) => [execFileSync(path, ['--version'], { encoding: 'utf8' }).trim(), path] as const);
}

const text = { type: 'string' };
const answer = (schema: object): object => ({ 200: { description: 'Fine.', content: { 'application/json': { schema } } } });
const pet = { type: 'object', required: ['id'], properties: { id: text, born: { type: 'string', format: 'date' } } };
const id = { name: 'id', in: 'path', required: true, schema: text };
const photo = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } };

const spec = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://api.pets.test' }],
  paths: {
    '/pets': { get: { responses: answer({ type: 'array', items: pet }) }, post: { requestBody: { content: { 'application/json': { schema: pet } } }, responses: answer(pet) } },
    '/pets/{id}/photo': { put: { parameters: [id], requestBody: { required: true, content: { 'multipart/form-data': { schema: photo } } }, responses: { 204: { description: 'Done.' } } } },
  },
};

// What an npm around this run says of itself is not for the one inside.
const outside = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST)/i.test(name)));
const npmIn = (cwd: string, args: readonly string[], path = ''): string => {
  const PATH = [...(path === '' ? [] : [dirname(path)]), process.env['PATH'] ?? ''].join(delimiter);
  try {
    return execFileSync(npm, args, { cwd, encoding: 'utf8', stdio: 'pipe', env: { ...outside, PATH, NO_COLOR: '1' } });
  } catch (error) {
    throw new Error((error as { stdout: string }).stdout + (error as { stderr: string }).stderr);
  }
};

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sdkwright-installed-'));
  for (const { path, render } of (await makeSdk({ spec, packageName: 'pets' })).files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), render());
  }
  npmIn(folder, ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(nodes())('a generated package on its own under Node %s', (version, path) => {
  const run = (...args: readonly string[]): string => npmIn(folder, args, path);

  test('is type-checked, built and tested by its own scripts', { timeout: 120_000 }, () => {
    expect(run('exec', '--', 'node', '--version').trim()).toBe(version);
    run('run', 'types');
    run('run', 'build');
    expect(existsSync(join(folder, 'dist', 'index.cjs'))).toBe(true);
    expect(run('test')).toMatch(/Tests +3 passed/);
  });
});
