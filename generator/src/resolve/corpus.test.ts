import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { load } from '../load/load.js';
import { locateAll } from '../load/locate.js';
import { quality } from '../validate/quality.js';
import { validate } from '../validate/validate.js';
import { resolve } from './resolve.js';

// Real documents are not part of the project: name a folder of them to run this.
const folder = process.env.SDKWRIGHT_CORPUS;

/** Entry documents: every file of the folder itself, and in its folders those that say which version they are in. */
function entries(root: string): readonly string[] {
  return fs.readdirSync(root, { withFileTypes: true, recursive: true }).flatMap((item) => {
    const file = path.join(item.parentPath, item.name);
    if (!item.isFile() || !/\.(?:ya?ml|json)$/.test(item.name)) return [];
    return item.parentPath === root || /^\s*\{?\s*"?(?:openapi|swagger)"?\s*:/m.test(fs.readFileSync(file, 'utf8').slice(0, 50_000)) ? [file] : [];
  });
}

describe.runIf(folder)('every document of the corpus', () => {
  it.each(folder ? entries(folder) : [''])('%s', async (file) => {
    const loaded = await load({ spec: file, cwd: path.dirname(file), allowOrigins: [] });
    expect(loaded.value, JSON.stringify(loaded.diagnostics)).toBeDefined();
    const sources = loaded.value ?? [];
    const resolved = resolve(sources);
    expect(resolved.value, JSON.stringify(resolved.diagnostics)).toBeDefined();
    const openapi = resolved.value;
    if (!openapi) return;
    const found = locateAll([...loaded.diagnostics, ...resolved.diagnostics, ...validate(openapi), ...quality(openapi)], sources);
    for (const { place, message, code } of found) {
      expect(place?.line, `${code}: ${message}`).toBeGreaterThan(0);
      expect(message).not.toContain('undefined');
    }
  });
});
