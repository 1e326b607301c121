import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { dumpIr } from 'sdkwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { python } from '../scripts/lib/python.mjs';
import { startMockServer } from './mock-server.mjs';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
let server: Awaited<ReturnType<typeof startMockServer>>;

beforeAll(async () => {
  const { api } = await dumpIr({ spec: at('../spec/openapi.yaml'), config: at('../spec/sdkwright.yaml') });
  server = await startMockServer(api);
});
afterAll(() => server.close());

const tours = [
  { language: 'TypeScript', command: process.execPath, file: 'typescript/tour.ts', own: {} },
  { language: 'Python', command: python(), file: 'python/tour.py', own: { PYTHONPATH: at('../sdks/python/src'), PYTHONDONTWRITEBYTECODE: '1' } },
];

test.each(tours)('the tour of $language makes its calls over HTTP and prints what came back', async ({ command, file, own }) => {
  const before = server.seen.length;
  const env = { ...process.env, ...own, HALYARD_BASE_URL: server.url, HALYARD_API_KEY: 'hk_test' };
  const { stdout } = await promisify(execFile)(command, [at(file)], { env });
  const lines = stdout.trim().split('\n').map((line) => line.trim());
  expect(lines[0]).toMatch(/^call +Refunds take five working days\. \(halyard-embedded-extractive-1, req_\d{6}\)$/);
  expect(lines[1]).toMatch(/^stream +3 events: Invoices are due in 30 days\.$/);
  expect(lines[2]).toMatch(/^list +halyard-embedded/);
  expect(lines[3]).toMatch(/^upload +file_\w+, \d+ bytes$/);
  expect(lines[4]).toMatch(/^retry +a 503, then 200 after \d+ ms$/);
  expect(lines[5]).toMatch(/^error +NotFoundError 404/);
  expect(server.seen.slice(before).map(({ headers }) => headers.authorization)).toContain('Bearer hk_test');
});
