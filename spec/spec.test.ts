import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'halyard-spec-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Map<T> = Readonly<Record<string, T>>;
interface Media {
  readonly examples?: Map<{ readonly value: Json }>;
}
interface Message {
  readonly content?: Map<Media>;
  readonly headers?: Map<unknown>;
}
interface Param {
  readonly name: string;
  readonly in: string;
  readonly style?: string;
  readonly explode?: boolean;
}
interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly deprecated?: boolean;
  readonly parameters?: readonly Param[];
  readonly requestBody?: Message;
  readonly responses: Map<Message>;
}
interface Document {
  readonly servers: readonly unknown[];
  readonly paths: Map<Map<Operation>>;
  readonly webhooks: Map<Map<Operation>>;
  readonly components: { readonly schemas: Map<unknown>; readonly securitySchemes: Map<{ readonly type: string }> };
}

/** The tags whose operations are AI or machine learning. */
const aiTags = new Set([
  'Chat',
  'Text',
  'Moderation',
  'Embeddings',
  'RAG collections',
  'RAG documents',
  'RAG answers',
  'Vision',
  'Images',
  'Audio',
  'Documents',
  'Responses',
  'AutoML datasets',
  'AutoML training',
  'AutoML serving',
]);
const verbs = ['get', 'put', 'post', 'patch', 'delete'];

/** Runs the bundler with every reference inlined. */
function bundle(): { readonly document: Document; readonly text: string } {
  const output = join(scratch, 'openapi.json');
  const redocly = join(here, '../node_modules/.bin/redocly');
  const run = (...more: readonly string[]): string => {
    execFileSync(redocly, ['bundle', 'openapi.yaml', '--config', 'redocly.yaml', '--output', output, ...more], { cwd: here, stdio: 'pipe' });
    return readFileSync(output, 'utf8');
  };
  const text = run();
  return { text, document: deref(JSON.parse(text) as Json) as unknown as Document };
}

/** Follows references outside of schemas, which may be circular. */
function deref(root: Json): Json {
  const at = (pointer: string): Json =>
    pointer
      .slice(2)
      .split('/')
      .reduce<Json>((node, key) => (node as Record<string, Json>)[key.replaceAll('~1', '/').replaceAll('~0', '~')] ?? null, root);
  const walk = (node: Json, key: string): Json => {
    if (Array.isArray(node)) return node.map((item) => walk(item as Json, ''));
    if (node === null || typeof node !== 'object') return node;
    const { $ref } = node as Record<string, Json>;
    if (typeof $ref === 'string') return key === 'schema' ? node : walk(at($ref), key);
    if (key === 'schemas' || key === 'schema') return node;
    return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, walk(value, name)]));
  };
  return walk(root, '');
}

const { document, text } = bundle();
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  verbs.flatMap((verb) => (item[verb] === undefined ? [] : [{ path, verb, ...item[verb], shared: (item['parameters'] ?? []) as unknown as readonly Param[] }])),
);
const params = operations.flatMap((operation) => [...operation.shared, ...(operation.parameters ?? [])]);
const mediaTypes = (message: Message | undefined): readonly [string, Media][] => Object.entries(message?.content ?? {});
const failures = (check: (operation: (typeof operations)[number]) => boolean): readonly string[] =>
  operations.filter((operation) => !check(operation)).map(({ verb, path }) => `${verb} ${path}`);

describe('the size of the API', () => {
  it('has at least 120 operations, 60 of them AI', () => {
    expect(operations.length).toBeGreaterThanOrEqual(120);
    expect(operations.filter(({ tags }) => aiTags.has(tags?.[0] ?? '')).length).toBeGreaterThanOrEqual(60);
  });

  it('counts AI operations by tags that are in use', () => {
    const used = new Set(operations.flatMap(({ tags }) => tags ?? []));
    expect([...aiTags].filter((tag) => !used.has(tag))).toEqual([]);
  });
});

describe('every operation', () => {
  it('says what it is', () => {
    expect(failures(({ summary, description, tags, operationId }) => !!summary && !!description && tags?.length === 1 && !!operationId)).toEqual([]);
  });

  it('has an operationId of its own', () => {
    const ids = [...operations, ...Object.values(document.webhooks).map((item) => item['post'])].map((operation) => operation?.operationId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('shows an example of what is sent', () => {
    const shown = ({ requestBody }: Operation): boolean => mediaTypes(requestBody).every(([, { examples }]) => Object.keys(examples ?? {}).length > 0);
    expect(failures(shown)).toEqual([]);
  });

  it('shows an example of what comes back, unless that is binary', () => {
    const isText = (type: string): boolean => /json|text\/plain|event-stream/.test(type);
    const shown = ({ responses, operationId }: Operation): boolean =>
      Object.entries(responses)
        .filter(([status]) => status.startsWith('2'))
        .flatMap(([, response]) => mediaTypes(response))
        .every(([type, { examples }]) => !isText(type) || operationId?.startsWith('download') === true || Object.keys(examples ?? {}).length > 0);
    expect(failures(shown)).toEqual([]);
  });

  it('answers mistakes with a problem', () => {
    const typed = ({ responses }: Operation): boolean => {
      const errors = Object.entries(responses).filter(([status]) => /^[45]/.test(status));
      return errors.some(([status]) => status.startsWith('4')) && errors.every(([, error]) => error.content?.['application/problem+json'] !== undefined);
    };
    expect(failures(typed)).toEqual([]);
  });

  it('announces its request id and its limits', () => {
    const announced = ({ responses }: Operation): boolean =>
      Object.entries(responses).every(([status, { headers = {} }]) => 'X-Request-Id' in headers && (!status.startsWith('2') || 'RateLimit' in headers));
    expect(failures(announced)).toEqual([]);
  });

  it('can be repeated safely when it is a POST', () => {
    const keyed = ({ verb, path, parameters }: (typeof operations)[number]): boolean =>
      verb !== 'post' || path === '/oauth/token' || !!parameters?.some(({ name }) => name === 'Idempotency-Key');
    expect(failures(keyed)).toEqual([]);
  });
});

describe('what real APIs use', () => {
  const types = new Set(operations.flatMap(({ requestBody, responses }) => [requestBody, ...Object.values(responses)].flatMap((message) => mediaTypes(message).map(([type]) => type))));

  it.each(['text/event-stream', 'application/jsonl', 'multipart/form-data', 'application/x-www-form-urlencoded', 'application/merge-patch+json', 'application/pdf', 'text/plain'])(
    'has %s',
    (type) => expect(types).toContain(type),
  );

  it.each(['deepObject', 'pipeDelimited', 'label', 'simple', 'form'])('has a parameter in style %s', (style) => expect(params.map((param) => param.style)).toContain(style));

  it.each([
    ['cursors', 'cursor'],
    ['page numbers', 'page_size'],
    ['offsets', 'offset'],
  ])('pages by %s', (_, name) => expect(params.filter((param) => param.name === name).length).toBeGreaterThan(0));

  it.each(['discriminator', 'prefixItems', 'readOnly', 'writeOnly', 'const', 'additionalProperties', 'allOf', 'oneOf', 'anyOf'])('has schemas with %s', (keyword) =>
    expect(text).toContain(`"${keyword}":`),
  );

  it.each(['int64', 'date-time', 'date', 'duration', 'uri', 'email', 'byte', 'binary'])('has the format %s', (format) => expect(text).toContain(`"format": "${format}"`));

  it('has deprecated operations, several servers and each kind of credential', () => {
    expect(operations.filter(({ deprecated }) => deprecated).length).toBeGreaterThan(0);
    expect(document.servers.length).toBeGreaterThan(2);
    expect(new Set(Object.values(document.components.securitySchemes).map(({ type }) => type))).toEqual(new Set(['http', 'apiKey', 'oauth2', 'openIdConnect']));
  });
});

describe('sdkwright.yaml', () => {
  const config = readFileSync(join(here, 'sdkwright.yaml'), 'utf8');
  const resources = config.slice(config.indexOf('\nresources:'));
  const endpoints = [...resources.matchAll(/(?:^|[\s{'])(get|put|post|patch|delete) (\/[^\s,']*)/gm)].map(([, verb, path]) => `${verb} ${path}`);

  it('names every endpoint once', () => {
    expect([...endpoints].sort()).toEqual(operations.map(({ verb, path }) => `${verb} ${path}`).sort());
  });

  it('names models that exist', () => {
    const models = [...resources.matchAll(/^ +[a-z0-9_]+: ([A-Z]\w+)$/gm)].map(([, name]) => name ?? '');
    expect(models.length).toBeGreaterThan(100);
    expect(models.filter((name) => !(name in document.components.schemas))).toEqual([]);
  });
});
