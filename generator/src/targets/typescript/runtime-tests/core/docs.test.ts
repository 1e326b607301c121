import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const runtime = join(import.meta.dirname, '..', '..', 'runtime');
const files = readdirSync(runtime, { recursive: true }).map(String).filter((file) => file.endsWith('.ts'));

test('documentation that editors show cites no rule that its reader cannot look up', () => {
  const docs = files.flatMap((file) => readFileSync(join(runtime, file), 'utf8').match(/\/\*\*.*?\*\//gs) ?? []);
  expect(docs.length).toBeGreaterThan(100);
  expect(docs.filter((doc) => /\bR\d+\b/.test(doc))).toEqual([]);
});
