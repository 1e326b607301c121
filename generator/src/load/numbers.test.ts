import { describe, expect, it } from 'vitest';
import { parseText } from './parse.js';

const parse = (text: string, file: string) => parseText({ file, uri: `/api/${file}`, text });

describe.each([
  ['JSON', (key: string, value: string) => `{"schema": {"type": "integer", "${key}": ${value}}}`, 'api.json'],
  ['YAML', (key: string, value: string) => `schema:\n  type: integer\n  ${key}: ${value}\n`, 'api.yaml'],
] as const)('numbers of %s', (_name, document, file) => {
  const schemaOf = (key: string, value: string) => {
    const { value: source, diagnostics } = parse(document(key, value), file);
    return { schema: (source?.value as { schema: Record<string, unknown> }).schema, diagnostics };
  };

  it.each(['9007199254740992', '9223372036854775808', '9223372036854776000', '-9007199254740992', '1234567890123456'])('%s is held exactly', (text) => {
    const { schema, diagnostics } = schemaOf('default', text);
    expect(schema.default).toBe(Number(text));
    expect(diagnostics).toEqual([]);
  });

  it.each(['9007199254740993', '-9007199254740993', '9223372036854775807', '123456789012345678901234567890'])('%s is left out and reported', (text) => {
    const { schema, diagnostics } = schemaOf('default', text);
    expect(Object.keys(schema)).toEqual(['type']);
    expect(diagnostics).toMatchObject([{ code: 'load/inexact-number', severity: 'warning', place: { pointer: '/schema/default' } }]);
    expect(diagnostics[0]?.message).toContain(text);
  });

  it('takes the whole list when one value of an enum is inexact', () => {
    const { schema, diagnostics } = schemaOf('enum', '[1, 9007199254740993]');
    expect(schema.enum).toBeUndefined();
    expect(diagnostics).toMatchObject([{ place: { pointer: '/schema/enum' } }]);
  });

  it('rounds bounds in silence', () => {
    const { schema, diagnostics } = schemaOf('maximum', '9223372036854775807');
    expect(schema.maximum).toBe(9223372036854775807);
    expect(diagnostics).toEqual([]);
  });

  it('refuses a default that is no finite number', () => {
    for (const value of ['1e400', `${'9'.repeat(400)}.5`]) expect(schemaOf('default', value).diagnostics).toMatchObject([{ code: 'load/not-finite', severity: 'error' }]);
  });

  it('leaves digits in strings alone', () => {
    const { schema, diagnostics } = schemaOf('description', '"id 9007199254740993, at: 9007199254740993"');
    expect(schema.description).toBe('id 9007199254740993, at: 9007199254740993');
    expect(diagnostics).toEqual([]);
  });
});

it('refuses NaN and infinity as a default', () => {
  for (const value of ['.nan', '.inf', '-.INF']) {
    expect(parse(`schema: {default: ${value}}\n`, 'api.yaml').diagnostics, value).toMatchObject([{ code: 'load/not-finite', severity: 'error' }]);
  }
});
