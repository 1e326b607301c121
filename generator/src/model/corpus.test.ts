import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyConfig } from '../config/config.js';
import type { TypeDecl } from '../ir/index.js';
import { load } from '../load/load.js';
import { resolve } from '../resolve/resolve.js';
import { conforms } from './conforms.js';
import type { Draft } from './context.js';
import { model } from './model.js';
import { operationsOf } from './testing.js';

const folder = process.env.SDKWRIGHT_CORPUS;
const files = folder === undefined ? [] : readdirSync(folder).filter((name) => /\.(?:json|ya?ml)$/.test(name));

/** What is wrong with an IR by itself: references to nothing, names or ids that are taken twice. */
function faultsOf(types: readonly TypeDecl[], text: string): readonly string[] {
  const ids = new Set(types.map(({ id }) => id));
  const faults: string[] = [];
  const names = new Set<string>();
  for (const { id, home, parent, name } of types) {
    const key = `${home} ${parent ?? ''} ${name.words.join('_')}`;
    if (names.has(key)) faults.push(`two are called ${key}`);
    names.add(key);
    if (parent !== undefined && !ids.has(parent)) faults.push(`${id} stands below ${parent}, which is not declared`);
  }
  if (ids.size < types.length) faults.push('an id is taken twice');
  for (const match of text.matchAll(/"kind":"named","id":("(?:[^"\\]|\\.)*")/g))
    if (!ids.has(JSON.parse(match[1] as string) as string)) faults.push(`${match[1] as string} is not declared`);
  return faults;
}

describe.runIf(files.length > 0)('documents from the field', () => {
  it.each(files)('%s has a sound IR', async (name) => {
    const loaded = await load({ spec: join(folder as string, name), cwd: folder as string, allowOrigins: [] });
    const openapi = loaded.value && resolve(loaded.value).value;
    if (!openapi) return expect(loaded.diagnostics.length).toBeGreaterThan(0);
    const { api, diagnostics } = model(openapi, emptyConfig);
    expect(faultsOf(api.types, JSON.stringify(api))).toEqual([]);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const drafts = new Map(api.types.map((decl) => [decl.id, decl as Draft]));
    for (const operation of operationsOf({ api, diagnostics }).values()) {
      expect(operation.examples.length).toBeGreaterThan(0);
      const { body } = operation;
      if (body?.shape === 'value')
        for (const example of operation.examples)
          if (example.body !== undefined && body.contents[0].kind === 'json')
            expect(conforms(drafts, body.contents[0].type, example.body), operation.id).toBe(true);
    }
  });
});
