// Lays the naive client out as an SDK folder, so that the driver can load it like any other.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeOperations } from './operations.mjs';

const folder = join(import.meta.dirname, '..', '.sdk', 'naive');

/** The naive client as a language of the suite. */
export function naiveLanguage() {
  mkdirSync(folder, { recursive: true });
  const source = pathToFileURL(join(import.meta.dirname, 'naive', 'client.mjs')).href;
  writeFileSync(join(folder, 'index.mjs'), `export * from ${JSON.stringify(source)};\nexport { default } from ${JSON.stringify(source)};\n`);
  writeFileSync(join(folder, 'validation.mjs'), 'export const responseChecker = () => undefined;\n');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'naive', type: 'module', exports: { '.': './index.mjs', './*': { import: './*.mjs' } } }));
  writeFileSync(join(folder, 'operations.json'), JSON.stringify({ language: 'typescript', package: 'naive', client: 'Conformance', operations: describeOperations() }));
  return { name: 'naive', command: [process.execPath, '--expose-gc', join(import.meta.dirname, '..', 'drivers', 'typescript', 'driver.mjs'), folder] };
}
