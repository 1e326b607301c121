import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePythonSdk, runPython, writePythonSdks } from '../../../testing/python.js';
import type { Folder, Outcome } from '../../../testing/python.js';
import { namesSpec } from '../../../testing/specs/names.js';
import { typesSpec } from '../../../testing/specs/types.js';
import { modelMembers } from './fields.js';
import { clientMembers, resourceMembers } from './service-names.js';

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

describe('generated tests', () => {
  const check = (target: string, expected: string): Outcome =>
    runPython(['-c', `from tests.mock import Server\nserver = Server()\nserver.take("GET", "${target}", {}, b"")\nserver.check_request("GET", "/shapes", ${expected})`], at('types'), { PYTHONPATH: 'src' });

  test('fail when a query has more than what was asked for, unless its form is not known', () => {
    expect(check('/shapes?limit=1', 'query={"limit": ["1"]}').output).toBe('');
    expect(check('/shapes?limit=1&more=2', 'query={"limit": ["1"]}').output).toContain('AssertionError');
    expect(check('/shapes?more=2', '').output).toContain('AssertionError');
    expect(check('/shapes?limit=1&more[a]=2', 'query={"limit": ["1"]}, more_query=True').output).toBe('');
  });
});

describe('names that cannot be given away', () => {
  const publicNames = (code: string): readonly string[] => {
    const { code: status, output } = runPython(['-W', 'ignore', '-c', `import json\n${code}\nprint(json.dumps(sorted(name for name in names if not name.startswith("_"))))`], at('types'), { PYTHONPATH: 'src' });
    expect(status, output).toBe(0);
    return JSON.parse(output) as readonly string[];
  };

  test('are all attributes that every model has', () => {
    const names = publicNames('from acme import BaseModel\nnames = {name for name in {*dir(BaseModel), *dir(type(BaseModel))} if hasattr(BaseModel, name)}');
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !modelMembers.includes(name))).toEqual([]);
  });

  test('are all attributes that every client and resource has', () => {
    const names = publicNames('from acme import Shapes\nnames = set(dir(Shapes())) - {"shapes", "events", "values", "text", "form", "api_key"}');
    expect(names.filter((name) => !clientMembers.includes(name))).toEqual([]);
    const own = publicNames('from acme import Shapes\nnames = set(dir(Shapes().events))');
    expect(own).toEqual(['create', ...resourceMembers].sort());
  });
});

/** What a type checker says of programs against an SDK; what they leave out is a client. */
function codeErrors(blocks: readonly string[], sdk: string, client: string): readonly string[] {
  const work = mkdtempSync(join(folder.path, 'code-'));
  const names = blocks.map((code, index) => {
    const whole = /^client = /m.test(code) || code.includes('asyncio.run');
    writeFileSync(join(work, `code_${index}.py`), whole ? code : `${client}\n\n${code}`);
    return `code_${index}.py`;
  });
  const { output } = runPython(['-m', 'mypy', '--strict', '--cache-dir', '.mypy', ...names], work, { MYPYPATH: join(sdk, 'src') });
  return output.split('\n').filter((line) => line.startsWith('code_') && line.includes(': error: '));
}

const pythonBlocks = (path: string): readonly string[] => [...readFileSync(path, 'utf8').matchAll(/```python\n([\s\S]*?)```/g)].map(([, code = '']) => code);

describe('the Python code', () => {
  test('of a README is typed against its SDK', () => {
    const blocks = pythonBlocks(join(at('types'), 'README.md'));
    expect(blocks.length).toBeGreaterThan(8);
    const client = 'from acme import Shapes\n\nclient = Shapes()';
    expect(codeErrors(blocks, at('types'), client)).toEqual([]);
    expect(codeErrors(['client.shapes.retrieve(1)'], at('types'), client)).toHaveLength(1);
  });

  test('of the guide is typed against the SDK that it is about', () => {
    const root = join(import.meta.dirname, '..', '..', '..', '..');
    const blocks = pythonBlocks(join(root, 'docs', 'guide', 'sdk.md'));
    expect(blocks.length).toBeGreaterThan(1);
    expect(codeErrors([...blocks, ...pythonBlocks(join(root, 'sdks', 'python', 'README.md'))], join(root, 'sdks', 'python'), 'from halyard_ai import Halyard\n\nclient = Halyard()')).toEqual([]);
  });
});
