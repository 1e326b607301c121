import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { load } from './load.js';
import { defaultLimits, type LoadInput } from './source.js';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'load-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const write = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
};
const read = (spec: LoadInput['spec'], more: Partial<LoadInput> = {}, limits = defaultLimits) => load({ spec, cwd: folder, allowOrigins: [], ...more }, limits);
const schema = (reference: string): string => `openapi: 3.1.0\ncomponents: {schemas: {A: {$ref: '${reference}'}}}\n`;

describe('the entry', () => {
  it('is a path relative to the working directory', async () => {
    write({ 'spec/api.yaml': 'openapi: 3.1.0\n' });
    const { value, diagnostics } = await read('spec/api.yaml');
    expect(diagnostics).toEqual([]);
    expect(value).toMatchObject([{ file: 'spec/api.yaml', uri: path.join(folder, 'spec/api.yaml'), format: 'yaml', value: { openapi: '3.1.0' } }]);
  });

  it('is standard input', async () => {
    const { value } = await read('-', { stdin: () => Promise.resolve('{"openapi": "3.1.0"}') });
    expect(value).toMatchObject([{ file: '<stdin>', format: 'json' }]);
    expect((await read('-')).diagnostics).toMatchObject([{ code: 'load/not-found' }]);
  });

  it('is a text, whose references are relative to the file it names', async () => {
    write({ 'spec/a.yaml': 'type: string\n' });
    const { value, diagnostics } = await read({ text: schema('a.yaml'), file: 'spec/api.yaml' });
    expect(diagnostics).toEqual([]);
    expect(value?.map(({ file }) => file)).toEqual(['spec/api.yaml', 'spec/a.yaml']);
  });

  it('that is missing, a folder or no text is reported', async () => {
    write({ 'latin1.yaml': '' });
    fs.writeFileSync(path.join(folder, 'latin1.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe9]));
    expect((await read('gone.yaml')).diagnostics).toMatchObject([{ code: 'load/not-found', message: 'Cannot read gone.yaml: there is no such file' }]);
    expect((await read('.')).diagnostics).toMatchObject([{ code: 'load/not-found' }]);
    expect((await read('latin1.yaml')).diagnostics).toMatchObject([{ code: 'load/encoding' }]);
  });

  it('that is too large is never read', async () => {
    const file = path.join(folder, 'big.yaml');
    fs.writeFileSync(file, 'a: 1\n');
    fs.truncateSync(file, 200 * 1024 * 1024);
    const before = process.memoryUsage.rss();
    expect((await read('big.yaml')).diagnostics).toMatchObject([{ code: 'load/too-large' }]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('may be UTF-16 with a byte order mark', async () => {
    fs.writeFileSync(path.join(folder, 'a.yaml'), Buffer.from('\ufeffa: é\n', 'utf16le'));
    expect((await read('a.yaml')).value?.[0]?.value).toEqual({ a: 'é' });
  });
});

describe('references to files', () => {
  it('are followed once each, in a stable order, through circles', async () => {
    write({
      'api.yaml': "openapi: 3.1.0\na: {$ref: 'x/b.yaml#/B'}\nb: {$ref: './x/b.yaml'}\nc: {$ref: x/c.json}\n",
      'x/b.yaml': "B: {$ref: '../api.yaml#/a'}\nC: {$ref: 'c%2ejson'}\nD: {$ref: d/e.yaml}\n",
      'x/c.json': '{"$ref": "b.yaml"}',
      'x/d/e.yaml': "$ref: '../../api.yaml'\n",
    });
    const { value, diagnostics } = await read('api.yaml');
    expect(diagnostics).toEqual([]);
    expect(value?.map(({ file }) => file)).toEqual(['api.yaml', 'x/b.yaml', 'x/c.json', 'x/d/e.yaml']);
  });

  it('are found under discriminators and under whole maps, not in examples', async () => {
    write({
      'api.yaml': [
        'openapi: 3.1.0',
        'a: {discriminator: {propertyName: k, mapping: {cat: cat.yaml, dog: Dog}}}',
        "b: {properties: {$ref: 'fields.yaml'}}",
        'c: {example: {$ref: secret.yaml}, default: {$ref: secret.yaml}, x-note: {$ref: secret.yaml}}',
        'd: {examples: {one: {value: {$ref: secret.yaml}}, two: {$ref: two.yaml}}}',
        'e: {properties: {example: {$ref: in-property.yaml}}}',
      ].join('\n'),
      'cat.yaml': '{}',
      'fields.yaml': '{}',
      'two.yaml': '{}',
      'in-property.yaml': '{}',
    });
    const { value, diagnostics } = await read('api.yaml');
    expect(diagnostics).toEqual([]);
    expect(value?.map(({ file }) => file)).toEqual(['api.yaml', 'cat.yaml', 'fields.yaml', 'two.yaml', 'in-property.yaml']);
  });

  it('that lead nowhere are a warning at the reference', async () => {
    write({ 'api.yaml': schema('gone.yaml#/A') });
    const { value, diagnostics } = await read('api.yaml');
    expect(value).toHaveLength(1);
    expect(diagnostics).toMatchObject([{ code: 'load/reference-missing', severity: 'warning', place: { pointer: '/components/schemas/A/$ref' } }]);
  });

  it.each(['../secret.yaml', 'sub/../../secret.yaml', '/etc/hostname', 'file:///etc/hostname', '%2e%2e/secret.yaml', '..%2fsecret.yaml', 'link.yaml', 'linked/secret.yaml'])(
    'may not leave the folder: %s',
    async (reference) => {
      write({ 'secret.yaml': 'SECRET: true\n', 'spec/api.yaml': schema(reference) });
      fs.symlinkSync('../secret.yaml', path.join(folder, 'spec/link.yaml'));
      fs.symlinkSync('..', path.join(folder, 'spec/linked'));
      const { value, diagnostics } = await read('spec/api.yaml');
      expect(diagnostics).toMatchObject([{ code: 'load/reference-refused', severity: 'error', place: { file: 'spec/api.yaml', pointer: '/components/schemas/A/$ref' } }]);
      expect(JSON.stringify(value)).not.toContain('SECRET');
    },
  );

  it.each(['ftp://example.com/a.yaml', 'data:text/plain,type: string', 'javascript:1', '//evil.example/a.yaml'])('may only name files and http: %s', async (reference) => {
    write({ 'api.yaml': schema(reference) });
    expect((await read('api.yaml')).diagnostics).toMatchObject([{ code: 'load/reference-refused' }]);
  });

  it('may leave the folder for one that is allowed', async () => {
    write({ 'shared/a.yaml': 'type: string\n', 'spec/api.yaml': schema('../shared/a.yaml') });
    const { value, diagnostics } = await read('spec/api.yaml', { allowOrigins: [`file://${folder}/shared/`] });
    expect(diagnostics).toEqual([]);
    expect(value).toHaveLength(2);
  });

  it('may pass through symbolic links inside the folder', async () => {
    write({ 'real/a.yaml': 'type: string\n', 'api.yaml': schema('link/a.yaml') });
    fs.symlinkSync('real', path.join(folder, 'link'));
    expect((await read('api.yaml')).diagnostics).toEqual([]);
  });

  it('to a broken document report where it is broken', async () => {
    write({ 'api.yaml': schema('a.yaml'), 'a.yaml': 'a: 1\na: 2\n' });
    expect((await read('api.yaml')).diagnostics).toMatchObject([{ code: 'load/yaml', place: { file: 'a.yaml', line: 2 } }]);
  });

  it('count against one limit of size and of number', async () => {
    write({ 'api.yaml': schema('a.yaml'), 'a.yaml': `a: ${'x'.repeat(2_000)}\nb: {$ref: b.yaml}\n`, 'b.yaml': 'c: 1\n' });
    expect((await read('api.yaml', {}, { ...defaultLimits, bytes: 1_000 })).diagnostics).toMatchObject([{ code: 'load/too-large' }]);
    expect((await read('api.yaml', {}, { ...defaultLimits, documents: 2 })).diagnostics).toMatchObject([{ code: 'load/too-large' }]);
  });

  it('resolve identifiers inside the documents without reading anything', async () => {
    write({
      'api.yaml': "openapi: 3.1.0\ncomponents: {schemas: {A: {$id: 'https://example.com/a', $ref: b}, B: {$id: 'https://example.com/b'}, C: {$ref: 'https://example.com/a'}}}\n",
    });
    expect(await read('api.yaml')).toMatchObject({ diagnostics: [], value: [{}] });
  });
});
