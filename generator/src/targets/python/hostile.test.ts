import { posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generatedCode, makePythonSdk, runPython, writePythonSdks } from '../../../testing/python.js';
import type { Folder } from '../../../testing/python.js';
import type { Sdk } from '../../../testing/sdk.js';
import { bomb, hostileSpec, hostileValues } from '../../../testing/specs/hostile.js';

let sdk: Sdk;
let folder: Folder;

beforeAll(async () => {
  sdk = await makePythonSdk({ spec: hostileSpec, packageName: 'a/../b"', settings: { file_header: bomb, license: bomb, project_name: bomb, production_repo: bomb } });
  folder = writePythonSdks({ sdk });
});

afterAll(() => folder.remove());

/** Parses every file, and prints the names that are used and the strings that are no docstrings. */
const inspect = `
import ast, json, sys
names, strings = set(), set()
for path in sys.argv[1:]:
    tree = ast.parse(open(path, encoding="utf-8").read(), path)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            strings.add(node.value)
        names.update(getattr(node, field) for field in ("id", "attr", "name", "arg") if isinstance(getattr(node, field, None), str))
json.dump({"names": sorted(names), "strings": sorted(strings)}, sys.stdout)
`;

describe('a Python SDK of a hostile document', () => {
  test('parses, calls nothing that the document wanted to call, and keeps every text as it is', () => {
    const { code, output } = runPython(['-c', inspect, ...generatedCode(sdk)], `${folder.path}/sdk`);
    expect(code, output).toBe(0);
    const { names, strings } = JSON.parse(output) as { readonly names: readonly string[]; readonly strings: readonly string[] };
    expect(names.filter((name) => name === 'PWN')).toEqual([]);
    expect(names.filter((name) => name.startsWith('__') && !/^__(all|init|getattr|dir|name|title|version|value)__$/.test(name))).toEqual([]);
    for (const value of [...hostileValues, '__proto__', "k'ey", 'a\'b"${PWN()}\\', 'x"""', '#', 'q\'"${PWN()}\\', '/x\'/"${PWN()}/{id}/\\']) expect(strings).toContain(value);
  });

  test('has no character that acts on a terminal, editor or parser', () => {
    for (const file of sdk.files.filter(({ owner }) => owner !== 'runtime'))
      expect([file.path, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])/.exec(file.render())?.index]).toEqual([file.path, undefined]);
  });

  test('keeps its files inside, each under a name of its own', () => {
    const paths = sdk.files.map(({ path }) => path);
    for (const path of paths) {
      expect(posix.normalize(path)).toBe(path);
      expect(path).toMatch(/^(?:[\w.-]+\/)*[\w.-]+$/);
      expect(path).not.toMatch(/(^|\/)(\.\.|con|nul)(\.|\/|$)/);
    }
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });

  test('has a pyproject.toml of its own making', () => {
    const read = 'import json, sys, tomllib; json.dump(tomllib.load(open("pyproject.toml", "rb")), sys.stdout)';
    const { code, output } = runPython(['-c', read], `${folder.path}/sdk`);
    expect(code, output).toBe(0);
    const { project } = JSON.parse(output) as { readonly project: Readonly<Record<string, unknown>> };
    expect(Object.keys(project).sort()).toEqual(['authors', 'classifiers', 'dependencies', 'description', 'license', 'name', 'optional-dependencies', 'readme', 'requires-python', 'version']);
    expect(project['name']).toBe('a-b');
    expect(project['license']).toBe('MIT');
  });
});
