import { expect, it } from 'vitest';
import { docsProse, docstring } from './docstring.js';

it('a line with a long run of spaces is written in linear time', () => {
  const spaces = ' '.repeat(150_000);
  const start = performance.now();
  expect(docstring(docsProse({ description: `\`\`\`\na${spaces}b\n\`\`\`` }), 8)).toContain('b');
  expect(performance.now() - start).toBeLessThan(1000);
});
