import { describe, expect, it } from 'vitest';
import { parseText } from './parse.js';

const parse = (text: string, file = 'api.yaml') => parseText({ file, uri: `/api/${file}`, text });
const problem = (text: string, file?: string) => {
  const { value, diagnostics } = parse(text, file);
  expect(value).toBeUndefined();
  expect(diagnostics).toHaveLength(1);
  return diagnostics[0];
};

describe('format', () => {
  it('is told by the content, not by the name', () => {
    expect(parse('{"a": 1}', 'api.yaml').value).toMatchObject({ format: 'json', value: { a: 1 } });
    expect(parse('a: 1', 'api.json').value).toMatchObject({ format: 'yaml', value: { a: 1 } });
    expect(parse('{a: 1, b: [x]}', 'api.yaml').value).toMatchObject({ format: 'yaml', value: { a: 1, b: ['x'] } });
  });

  it('does not mind a byte order mark', () => {
    expect(parse('\ufeff{"a": 1}').value?.value).toEqual({ a: 1 });
    expect(parse('\ufeffa: 1').value?.value).toEqual({ a: 1 });
  });

  it('refuses an empty document', () => {
    for (const text of ['', ' \n', '# only a comment\n', '---\n']) expect(problem(text)?.code).toBe('load/empty');
  });
});

describe('YAML 1.2 core schema', () => {
  it.each([
    ['no', 'no'],
    ['yes', 'yes'],
    ['on', 'on'],
    ['2024-01-01', '2024-01-01'],
    ['2024-01-01T10:00:00Z', '2024-01-01T10:00:00Z'],
    ['!!timestamp 2024-01-01', '2024-01-01'],
    ['12:30:45', '12:30:45'],
    ['1_000', '1_000'],
    ['0b11', '0b11'],
    ['0o14', 12],
    ['0xFF', 255],
    ['010', 10],
    ['+12', 12],
    ['-0.5', -0.5],
    ['1e3', 1000],
    ['~', null],
    ['true', true],
    ['False', false],
    ['"\\u2028"', '\u2028'],
  ])('reads %s', (text, value) => {
    expect(parse(`a: ${text}`).value?.value).toEqual({ a: value });
  });

  it('merges keys', () => {
    expect(parse('base: &b {x: 1, y: 2}\nown: {<<: *b, y: 3}\n').value?.value).toEqual({ base: { x: 1, y: 2 }, own: { x: 1, y: 3 } });
  });

  it('keeps __proto__ an ordinary key', () => {
    const { value } = parse('__proto__: {polluted: true}\na: {}\n');
    expect(Object.keys(value?.value as object)).toEqual(['__proto__', 'a']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('syntax errors', () => {
  it.each([
    ['{"a": 1,}', 1, 9, "a ',' stands before '}'"],
    ['{"a": 1\n "b": 2}', 2, 2, "expected ',' or '}'"],
    ['{"a": [1, 2,]}', 1, 13, "a ',' stands before ']'"],
    ["{'a': 1}", 1, 2, "expected a key in double quotes but found '''"],
    ['{"a": "x\ny"}', 1, 7, 'a string is not closed'],
    ['{"a": 1} x', 1, 10, 'more text after the end'],
    ['{"a": // note\n1}', 1, 7, 'no comments'],
    ['{"a": NaN}', 1, 7, "found 'N'"],
    ['{"a"', 1, 5, "expected ':'"],
    ['[', 1, 2, 'the end of the text'],
  ])('of JSON are located: %s', (text, line, column, why) => {
    expect(problem(text, 'api.json')).toMatchObject({ code: 'load/json', place: { file: 'api.json', line, column } });
    expect(problem(text, 'api.json')?.message).toContain(why);
  });

  it.each([
    ['a: 1\na: 2\n', 2, 'duplicated mapping key', 'Remove or rename one of the two keys'],
    ['a:\n  - b\n c: 1\n', 3, 'bad indentation', 'indentation'],
    ['a: *nobody\n', 1, 'unidentified alias', 'anchor'],
    ['a: !!js/function "function(){}"\n', 1, 'unknown tag', 'nothing is ever executed'],
    ['a: !!python/object/apply:os.system ["id"]\n', 1, 'unknown tag', 'nothing is ever executed'],
    ['a: b: c\n', 1, 'bad indentation', 'quotes'],
    ['a: 1\n---\nb: 2\n', 1, 'single document', 'one document a file'],
  ])('of YAML are located and explained: %j', (text, line, why, help) => {
    const found = problem(text);
    expect(found).toMatchObject({ code: 'load/yaml', severity: 'error', place: { line } });
    expect(found?.message).toContain(why);
    expect(found?.help).toContain(help);
  });

  it('quote the line', () => {
    expect(problem('a: 1\nb: [1, 2\nc: 3\n')?.place?.excerpt).toBe('c: 3');
    expect(problem(`{"a": "${'x'.repeat(500)}", "b": }`, 'api.json')?.place?.excerpt).toMatch(/^…x+", "b": \}$/);
  });
});
