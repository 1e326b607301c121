import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generatedCode, makePythonSdk, runPython, writePythonSdks } from '../../../testing/python.js';
import type { Folder } from '../../../testing/python.js';
import type { Sdk } from '../../../testing/sdk.js';
import { hostileSpec } from '../../../testing/specs/hostile.js';
import { namesSpec } from '../../../testing/specs/names.js';
import { typesSpec } from '../../../testing/specs/types.js';

const github = readFileSync(createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json'), 'utf8');

const specs = {
  empty: { openapi: '3.1.0', info: { title: 'Empty', version: '1' }, paths: {} },
  names: namesSpec,
  types: typesSpec,
  hostile: hostileSpec,
  github,
} as const;

const sdks: Record<string, Sdk> = {};
let folder: Folder;

beforeAll(async () => {
  for (const [name, spec] of Object.entries(specs)) sdks[name] = await makePythonSdk({ spec });
  folder = writePythonSdks(sdks);
});

afterAll(() => folder.remove());

/** Runs a tool over the generated code of every SDK. */
function overAll(args: readonly string[]): string {
  const found = Object.entries(sdks).flatMap(([name, sdk]) => {
    const { code, output } = runPython([...args, ...generatedCode(sdk)], join(folder.path, name));
    return code === 0 ? [] : [`${name}:\n${output}`];
  });
  return found.join('\n');
}

describe('generated Python', () => {
  test('has nothing that a linter calls a mistake', () => {
    expect(overAll(['-m', 'ruff', 'check', '--no-cache', '--select', 'E9,F', '--output-format', 'concise'])).toBe('');
  });

  test('is laid out as a formatter would do it', () => {
    expect(overAll(['-m', 'ruff', 'format', '--no-cache', '--diff'])).toBe('');
  });
});
