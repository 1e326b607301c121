import { describe, expect, test } from 'vitest';
import { runPython } from '../../../testing/python.js';
import { hostileValues } from '../../../testing/specs/hostile.js';
import { jsonLiteral, literal } from './literal.js';

describe('literals', () => {
  test('use the quotes that need fewer escapes', () => {
    expect(literal('plain')).toBe('"plain"');
    expect(literal('say "hi"')).toBe('\'say "hi"\'');
    expect(literal('it\'s "so"')).toBe('\'it\\\'s "so"\'');
    expect(literal("it's")).toBe('"it\'s"');
  });

  test('have the value of JSON', () => {
    expect(jsonLiteral({ a: [1, -0, 1.5, 1e21, true, false, null], 'b"': {} })).toBe('{"a": [1, -0.0, 1.5, 1e21, True, False, None], \'b"\': {}}');
  });

  test('are read by Python as just what they stand for', () => {
    const values = [...hostileValues, '\u0000\u001f\u007f', '\u{1f600}', '\ufeff', 'é', '\\n', '\\u0041', '\\N{DASH}'];
    const code = `import json\nprint(json.dumps([${values.map((value) => literal(value)).join(', ')}]))`;
    const { code: status, output } = runPython(['-c', code.replaceAll('\u0000', '')], '.');
    expect(status, output).toBe(0);
    expect(JSON.parse(output)).toEqual(values);
  });
});
