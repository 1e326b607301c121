import { describe, expect, it } from 'vitest';
import { format } from './format.js';

describe('format', () => {
  it('formats TypeScript: single quotes, two spaces, 110 columns', async () => {
    const text = await format({ path: 'src/a.ts', text: 'export interface A {\nreadonly "a":string,b?:number}\nconst x = "y"', language: 'typescript' });
    expect(text).toBe("export interface A {\n  readonly a: string;\n  b?: number;\n}\nconst x = 'y';\n");
    const call = (width: number): string => `export const x = [first, second${', z'.repeat((width - 33) / 3)}];\n`;
    expect(call(108)).toHaveLength(109);
    expect(await format({ path: 'a.ts', text: call(108), language: 'typescript' })).toBe(call(108));
    expect(await format({ path: 'a.ts', text: call(111), language: 'typescript' })).toMatch(/\[\n {2}first,\n/);
  });

  it('leaves comments, templates and strings as they are', async () => {
    const text = "/**\n *   Odd   spacing, `code` and a * star.\n */\nexport const a = `  html: <b>${1}</b>  `;\nexport const b = '\\u2028';\n";
    expect(await format({ path: 'a.ts', text, language: 'typescript' })).toBe(text);
  });

  it('formats JSON without reordering package.json', async () => {
    expect(await format({ path: 'package.json', text: '{"version":"1","name":"x","a":[1,2]}', language: 'json' })).toBe('{\n  "version": "1",\n  "name": "x",\n  "a": [\n    1,\n    2\n  ]\n}\n');
    const data = { b: ['x'.repeat(80), 'y'.repeat(80)], a: { c: null } };
    expect(JSON.parse(await format({ path: 'x.json', text: JSON.stringify(data), language: 'json' }))).toEqual(data);
  });

  it('formats Markdown', async () => {
    expect(await format({ path: 'README.md', text: '# A\n\n\n* b\n* c\n', language: 'markdown' })).toBe('# A\n\n- b\n- c\n');
  });

  it('throws on what does not parse, and says which file and where', async () => {
    await expect(format({ path: 'src/resources/x.ts', text: 'export class A {\n  b(: void {}\n}\n', language: 'typescript' })).rejects.toThrow(/src\/resources\/x\.ts does not parse: [^]*x\.ts:2:5/);
    await expect(format({ path: 'x.py', text: '', language: 'python' })).rejects.toThrow(/no formatter for Python/);
  });
});
