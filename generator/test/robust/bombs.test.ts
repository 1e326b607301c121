import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doubling } from './doubling.js';
import { large, swagger } from './large.js';
import { buildRunner, type Runner } from './run.js';
import { texts } from './texts.js';
import { yaml } from './yaml.js';

let runner: Runner;
beforeAll(async () => {
  runner = await buildRunner();
});
afterAll(() => runner.remove());

/** Findings about a whole file have no line. */
const wholeFile = new Set(['load/empty', 'load/too-large', 'load/encoding', 'load/not-found']);

describe.each([
  ['doubled', doubling],
  ['large', large],
  ['older', swagger],
  ['text', texts],
  ['YAML', yaml],
])('%s', (_kind, bombs: Readonly<Record<string, () => unknown>>) => {
  it.concurrent.each(Object.entries(bombs))('%s', async (_name, make) => {
    const made = make();
    const { status, found, cpu, memory, operations } = await runner.run(typeof made === 'string' ? made : JSON.stringify(made));
    expect(found.filter(([code, line]) => line === 0 && !wholeFile.has(code))).toEqual([]);
    if (status === 'invalid') expect(found.length).toBeGreaterThan(0);
    else expect([status, operations > 0 || found.some(([code]) => code === 'validate/no-operations')]).toEqual(['generated', true]);
    // The aim is 2 s; a machine under load counts more.
    expect(cpu).toBeLessThan(6000);
    expect(memory).toBeLessThan(512);
  });
});
