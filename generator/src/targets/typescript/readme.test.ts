import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import yaml from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { compilers } from '../../../test/compile.js';
import { makeSdk, writeSdk } from '../../../testing/sdk.js';
import type { Fixture, Sdk } from '../../../testing/sdk.js';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const read = (path: string): string => readFileSync(path, 'utf8');

/** What the compiler says of the code of a README, each block a module in which `client` is there already. */
function readmeErrors(sdk: Sdk, name: string): string {
  const folder = writeSdk(sdk);
  try {
    const blocks = codeOf(sdk);
    const place = join(folder.path, 'readme');
    mkdirSync(place);
    const paths = { '@acme/sdk': ['../src/index.ts'], '@acme/sdk/*': ['../src/*.ts'] };
    const compilerOptions = {
      ...{ noEmit: true, strict: true, exactOptionalPropertyTypes: true, skipLibCheck: true, moduleDetection: 'force' },
      ...{ target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable', 'esnext.disposable'], module: 'esnext', moduleResolution: 'bundler' },
      ...{ types: ['node'], typeRoots: [join(root, 'node_modules/@types')], paths },
    };
    writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    writeFileSync(join(place, 'globals.d.ts'), `declare const client: import('@acme/sdk').${name};\n`);
    blocks.forEach((block, index) => writeFileSync(join(place, `block-${index + 1}.ts`), block));
    const { stdout } = spawnSync(process.execPath, [compilers['7.0'], '--pretty', 'false', '-p', place], { cwd: place, encoding: 'utf8' });
    return stdout.replace(/block-(\d+)\.ts/g, (text, index: string) => `${text} (${(blocks[Number(index) - 1] ?? '').slice(0, 300)})`);
  } finally {
    folder.remove();
  }
}

const codeOf = (sdk: Sdk): readonly string[] => [...sdk.text('README.md').matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code ?? '');
const clientOf = (sdk: Sdk): string => /export \{ (\w+) as default/.exec(sdk.text('src/index.ts'))?.[1] ?? '';

const brokenLinks = (sdk: Sdk): readonly string[] => {
  const paths = new Set(sdk.files.map(({ path }) => `./${path}`));
  const links = [...sdk.text('api.md').matchAll(/(?:href="|\]\()(\.\/[^")]+)/g)].map(([, link]) => link ?? '');
  return links.filter((link) => !paths.has(link));
};

const cases = join(root, 'generator', 'cases');
const documents = [
  ...readdirSync(cases).map((name) => ({ name, spec: join(cases, name, 'spec.yaml'), config: join(cases, name, 'sdkwright.yaml') })),
  { name: 'halyard', spec: join(root, 'spec', 'openapi.yaml'), config: join(root, 'spec', 'sdkwright.yaml') },
].filter(({ name, spec }) => existsSync(spec) && name !== 'broken' && name !== 'halyard');

const answer = (schema: object, type = 'application/json'): object => ({ 200: { description: 'Fine.', content: { [type]: { schema } } } });
const send = (schema: object, type = 'application/json'): object => ({ required: true, content: { [type]: { schema } } });
const text = { type: 'string' };
const note = { type: 'object', required: ['id'], properties: { id: text } };
const draft = { type: 'object', required: ['text'], properties: { text } };
const stream = { ...draft, properties: { text, stream: { type: 'boolean' } } };
const file = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' }, stream: { type: 'boolean' } } };
const both = { description: 'Fine.', content: { 'application/json': { schema: note }, 'text/event-stream': { schema: note } } };
const id = { name: 'id', in: 'path', required: true, schema: text };
const cursor = { name: 'cursor', in: 'query', schema: text };
const page = { type: 'object', properties: { data: { type: 'array', items: note }, next_cursor: { type: 'string' } } };
const old = { deprecated: true, requestBody: send(draft), responses: answer(note) };

const everything = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  servers: [{ url: 'https://api.acme.test', description: 'production' }, { url: 'https://sandbox.acme.test', description: 'sandbox' }],
  security: [{ key: [] }],
  components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' }, admin: { type: 'apiKey', in: 'header', name: 'X-Admin' } } },
  paths: {
    '/antiques': { post: old, get: { deprecated: true, parameters: [cursor], responses: answer(page) } },
    '/audio': { post: { requestBody: send(file, 'multipart/form-data'), responses: { 200: both } } },
    '/notes': { post: { requestBody: send(draft), responses: answer(note) }, get: { parameters: [cursor], responses: answer(page) } },
    '/notes/{id}/answers': { post: { parameters: [id], requestBody: send(stream), responses: { 200: both } } },
    '/notes/{id}/photo': { get: { parameters: [id], responses: answer({ type: 'string', format: 'binary' }, 'image/png') } },
    '/admin': { get: { security: [{ admin: [] }], responses: answer(note) } },
  },
  webhooks: { made: { post: { requestBody: send({ type: 'object', properties: { type: { const: 'made' } } }), responses: { 200: { description: 'Fine.' } } } } },
};

const onlyFiles = { ...everything, webhooks: {}, paths: { '/audio': everything.paths['/audio'] } };
const onlyOld = { ...everything, webhooks: {}, servers: [], security: [], paths: { '/antiques': everything.paths['/antiques'] } };
const onlyWebhooks = { ...everything, paths: {} };
const oneUnnamed = { ...everything, paths: { '/': { put: { requestBody: send({ type: 'array', items: text }), responses: { 204: { description: 'Done.' } } } } } };

describe('the code of a README compiles', () => {
  test.each(documents)('for the case $name', async ({ spec, config }) => {
    const settings = existsSync(config) ? (yaml.load(read(config)) as NonNullable<Fixture['config']>) : undefined;
    const sdk = await makeSdk({ spec: read(spec), ...(settings === undefined ? {} : { config: settings }) });
    expect(codeOf(sdk).length).toBeGreaterThan(7);
    expect(readmeErrors(sdk, clientOf(sdk))).toBe('');
  });

  test.each([['everything', everything, 17], ['one upload', onlyFiles, 12], ['old calls', onlyOld, 6], ['webhooks', onlyWebhooks, 7], ['one call', oneUnnamed, 10]] as const)('for an API of %s', async (_, spec, least) => {
    const sdk = await makeSdk({ spec });
    expect(codeOf(sdk).length).toBeGreaterThanOrEqual(least);
    expect(readmeErrors(sdk, 'Acme')).toBe('');
  });

  test('and code that is wrong does not', async () => {
    const sdk = await makeSdk({ spec: everything });
    const wrong = { ...sdk, text: (path: string) => (path === 'README.md' ? '```ts\nclient.notes.create(1);\n```\n' : sdk.text(path)) };
    expect(readmeErrors(wrong, 'Acme')).toContain('TS2');
  });
});

describe('api.md', () => {
  test.each(documents)('links to files that are there, for the case $name', async ({ spec, config }) => {
    const settings = existsSync(config) ? (yaml.load(read(config)) as NonNullable<Fixture['config']>) : undefined;
    const sdk = await makeSdk({ spec: read(spec), ...(settings === undefined ? {} : { config: settings }) });
    expect(brokenLinks(sdk)).toEqual([]);
  });

  test('leads to the client for the methods of the client itself', async () => {
    const sdk = await makeSdk({ spec: everything, config: { resources: { $client: { methods: { ping: 'get /admin' } } } } });
    expect(sdk.text('api.md')).toContain('client.ping()');
    expect(brokenLinks(sdk)).toEqual([]);
  });

  test('marks what is deprecated', async () => {
    const lines = (await makeSdk({ spec: everything })).text('api.md').split('\n');
    expect(lines.filter((line) => line.endsWith(', deprecated)'))).toHaveLength(2);
  });
});

describe('a README', () => {
  test('shows no deprecated call', async () => {
    const readme = (await makeSdk({ spec: everything })).text('README.md');
    expect(readme).not.toContain('antiques');
    expect(readme).toContain('client.notes.answers.create(');
    expect(readme).toContain('of client.notes.list()');
    expect((await makeSdk({ spec: onlyOld })).text('README.md')).not.toContain('## Pagination');
  });

  test('takes its first paragraph from the description', async () => {
    const description = 'Keeps notes.<br/> ### Base path <br/>/v1\n\nMore.';
    const readme = (await makeSdk({ spec: { ...everything, info: { title: 'Acme API.', version: '1', description } } })).text('README.md');
    expect(readme).toMatch(/^# Acme API: TypeScript SDK\n\nKeeps notes\.\n\nEvery resource/);
  });

  test('asks for the credentials of its call, and names the others', async () => {
    const readme = (await makeSdk({ spec: everything })).text('README.md');
    expect(readme).toContain("apiKey: process.env['ACME_API_KEY'], // the default, can be left out");
    expect(readme).toMatch(/takes other credentials too: `\w+` \(`ACME_\w+`\)/);
  });

  test('says nothing of what the API has not', async () => {
    const readme = (await makeSdk({ spec: oneUnnamed })).text('README.md');
    for (const heading of ['Streaming', 'Pagination', 'File uploads', 'Downloads']) expect(readme).not.toContain(`## ${heading}`);
    expect(readme).not.toMatch(/\n{3}|undefined|\[object/);
  });
});
