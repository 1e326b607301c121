import { describe, expect, it } from 'vitest';
import { formatBatch } from './batch.js';
import { format, type Rendered } from './format.js';

const file = (path: string, text: string): Rendered => ({ path, text, language: 'typescript' });
const alone = (files: readonly Rendered[]): Promise<string[]> => Promise.all(files.map(format));

describe('formatBatch', () => {
  const cases: Record<string, readonly Rendered[]> = {
    'small files': [file('a.ts', '// head\n\nimport {a} from "./a.js";\nexport const b=a\n\n\n'), file('b.ts', '\n\n// head\n\nimport {a} from "./a.js";\nexport const b = a;')],
    'files that end in a comment or without a semicolon': [file('a.ts', 'const x = 1\n// end\n'), file('b.ts', '(function () {})()'), file('c.ts', 'export {};\n/* end */')],
    'a file that holds nothing': [file('a.ts', ''), file('b.ts', 'const x=1')],
    'a file with a directive': [file('a.ts', 'const x=1'), file('b.ts', '"use strict";\nconst y=1')],
    'a file that holds what stands between files': [file('a.ts', 'const x=`\n__sdkwright_next_file__;\n`'), file('b.ts', 'const y=1')],
    'text beyond Latin-1': [file('a.ts', 'const x="日本"'), file('b.ts', 'const y="é\u2028"')],
    'one file': [file('a.ts', 'const x=1')],
    'no file': [],
  };
  for (const [name, files] of Object.entries(cases)) {
    it(`gives for ${name} what each would be alone`, async () => {
      expect(await formatBatch(files)).toEqual(await alone(files));
    });
  }

  it('names the file that does not parse', async () => {
    await expect(formatBatch([file('a.ts', 'const x = 1;'), file('src/b.ts', 'const ('), file('c.ts', 'const y = 1;')])).rejects.toThrow(/src\/b\.ts does not parse/);
  });

  it('does not take two broken files for two whole ones', async () => {
    await expect(formatBatch([file('a.ts', 'export class A {'), file('b.ts', '}')])).rejects.toThrow(/a\.ts does not parse/);
    await expect(formatBatch([file('a.ts', 'const x = `'), file('b.ts', '`;')])).rejects.toThrow(/does not parse/);
  });
});
