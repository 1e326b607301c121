import { describe, expect, it } from 'vitest';
import { acceptCase, caseNames, readExpected, runCase } from './case.js';

// `npm run case -- NAME` and `npm run accept -- NAME` set these.
const only = process.env.SDKWRIGHT_CASE;
const accepts = process.env.SDKWRIGHT_ACCEPT === '1';
const names = caseNames().filter((name) => only === undefined || name === only);

describe('cases', () => {
  it('are there', () => expect(names).not.toEqual([]));

  it.each(names)('%s', async (name) => {
    const outcome = await runCase(name);
    if (accepts) acceptCase(name, outcome);
    const expected = readExpected(name);
    expect(outcome['diagnostics.txt']).toBe(expected['diagnostics.txt']);
    expect(Object.keys(outcome).sort()).toEqual(Object.keys(expected).sort());
    for (const [path, text] of Object.entries(outcome)) expect(text, path).toBe(expected[path]);
  });
});
