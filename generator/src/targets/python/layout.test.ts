import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runPython } from '../../../testing/python.js';
import { layout, lineLength } from './layout.js';

const many = (count: number, make: (index: number) => string = (index) => `argument${index}`): string => Array.from({ length: count }, (_, index) => make(index)).join(', ');
const name = 'a_rather_long_name_of_a_resource_class_of_this_interface';
const wide = '名'.repeat(50);

/** Statements on one line, short and long, of every form that is printed. */
const statements: readonly string[] = [
  'x = self._get("/models", cast_to=_t.Model)',
  `x = "${'x'.repeat(lineLength - 6)}"`,
  `call(${many(9)})`,
  `x = call(${many(10)})`,
  `x = call(${many(30)})`,
  `x = [${many(18)}]`,
  `x = {${many(18, (index) => `"key${index}": value${index}`)}}`,
  `x = (${many(30)})`,
  `x = call({${many(12, (index) => `"key${index}": {"inner": [${index}, ${index}]}`)}})`,
  `x = call([${many(4, (index) => `{"role": "user${index}", "content": "How long does a refund take?"}`)}], model="small")`,
  `x: Dict[str, ${name}] = make(${name}, ${name})`,
  `x: Optional[Literal[${many(6, (index) => `"value${index}xx"`)}]] = None`,
  `x: Optional[Literal[${many(8, (index) => `"value${index}xx"`)}]] = None`,
  `x: Optional[Literal[${many(5, (index) => `"value${index}xxx"`)}, "lasting"]] = None`,
  `x: Annotated[Union[str, ${name}], PropertyInfo(alias="aLongNameOnTheWire", format="iso8601")] = Field(alias="y")`,
  `response = await client.chat.completions.with_raw_response.create(${name}, stream=True, other=${name})`,
  `f("${wide}", a)`,
  `f("${wide}", argument)`,
  `f("${'e\u0301'.repeat(100)}")`,
  `call(${many(8, () => '"a, [b] (c) or {d}"')})`,
  `x = {"key": first(${many(6)}) or second(${many(6)})}`,
  `from ..._core.types import (${many(14, (index) => `Name${index}`)})`,
];

describe('layout', () => {
  test('gives what a formatter gives', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sdkwright-layout-'));
    try {
      const file = join(folder, 'code.py');
      writeFileSync(file, `${statements.join('\n')}\n`);
      const { code, output } = runPython(['-m', 'ruff', 'format', '--no-cache', '--line-length', String(lineLength), '--config', 'format.preview=false', file], folder);
      expect(code, output).toBe(0);
      expect(`${statements.map((statement) => layout(statement)).join('\n')}\n`).toBe(readFileSync(file, 'utf8'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('starts at a column, and leaves room for what follows', () => {
    const exact = `call(${'x'.repeat(lineLength - 14)})`;
    expect(layout(exact, 8)).toBe(exact);
    expect(layout(exact, 9)).toBe(`call(\n             ${'x'.repeat(lineLength - 14)}\n         )`);
    expect(layout(exact, 8, 1)).toContain('\n');
  });
});
