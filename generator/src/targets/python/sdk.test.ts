import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePythonSdk, runPython, writePythonSdks } from '../../../testing/python.js';
import type { Folder } from '../../../testing/python.js';
import { namesSpec } from '../../../testing/specs/names.js';
import { typesSpec } from '../../../testing/specs/types.js';

const names = ['types', 'names'] as const;
let folder: Folder;
const at = (name: string): string => join(folder.path, name);

beforeAll(async () => {
  folder = writePythonSdks({ types: await makePythonSdk({ spec: typesSpec }), names: await makePythonSdk({ spec: namesSpec }) });
});

afterAll(() => folder.remove());

/** Imports every module, and builds every model and every type of arguments. */
const build = `
import importlib, pkgutil, typing
import acme
from pydantic import BaseModel

built = 0
for info in pkgutil.walk_packages(acme.__path__, "acme."):
    if info.name.startswith(("acme._core", "acme.lib")):
        continue
    module = importlib.import_module(info.name)
    for name in getattr(module, "__all__", ()):
        value = getattr(module, name)
        if isinstance(value, type) and issubclass(value, BaseModel):
            value.model_rebuild(force=True)
            built += 1
        elif hasattr(value, "__total__"):
            typing.get_type_hints(value, include_extras=True)
            built += 1
print(built)
`;

describe.each(names)('the Python SDK of the document of %s', (name) => {
  test('can be imported, and every model in it built', () => {
    const { code, output } = runPython(['-W', 'error', '-c', build], at(name), { PYTHONPATH: 'src' });
    expect(code, output).toBe(0);
    expect(Number(output)).toBeGreaterThan(10);
  });

  test('passes its own tests', () => {
    const { code, output } = runPython(['-m', 'pytest', '-q', '-p', 'no:cacheprovider'], at(name));
    expect(code, output).toBe(0);
    expect(output).toMatch(/\d+ passed/);
  });

  test('is typed strictly, without the runtime', () => {
    const { output } = runPython(['-m', 'mypy', '--cache-dir', '.mypy'], at(name));
    expect(output.split('\n').filter((line) => line.includes(' error: ') && !line.includes('/_core/'))).toEqual([]);
  });
});

describe('README.md', () => {
  test('holds code that is typed against the SDK', () => {
    const text = readFileSync(join(at('types'), 'README.md'), 'utf8');
    const blocks = [...text.matchAll(/```python\n([\s\S]*?)```/g)].map(([, code = '']) => code);
    expect(blocks.length).toBeGreaterThan(8);
    // Each block as a program of its own: what it leaves out is a client.
    const program = (code: string): string => (/^client = /m.test(code) || code.includes('asyncio.run') ? code : `from acme import Shapes\n\nclient = Shapes()\n\n${code}`);
    const files = blocks.map((code, index) => ({ path: `readme_${index}.py`, code: program(code) }));
    const check = `
import json, sys
for path, code in json.load(sys.stdin):
    open(path, "w").write(code)
`;
    const { code, output } = runPython(['-c', check.replace('json.load(sys.stdin)', JSON.stringify(files.map(({ path, code: source }) => [path, source])))], at('types'));
    expect(code, output).toBe(0);
    const checked = runPython(['-m', 'mypy', '--strict', '--cache-dir', '.mypy', ...files.map(({ path }) => path)], at('types'), { MYPYPATH: 'src' });
    expect(checked.output.split('\n').filter((line) => line.startsWith('readme_') && line.includes(' error: '))).toEqual([]);
  });
});
