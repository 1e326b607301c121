import { posix } from 'node:path';
import type { Operation, Service } from '../../../ir/index.js';
import { literal, propertyKey } from '../../../kit/literal.js';
import { exampleAnswer, pageAnswers, streamAnswer } from '../answers.js';
import { nameOptions } from '../auth.js';
import type { ApiContext } from '../context.js';
import { exampleCall, valueCode } from '../examples.js';
import { bodyExpectations, wireExpectations } from '../expectations.js';

/** A file of generated tests: the operations of one service. */
export interface TestsView {
  readonly header: string;
  readonly client: string;
  /** Names imported from the SDK, and from the mock. */
  readonly fromIndex: string;
  readonly fromMock: string;
  readonly toRoot: string;
  readonly options: string;
  readonly tests: readonly { readonly title: string; readonly body: string }[];
}

/** The view of a service's tests; `path` is the file's own. */
export function testsView(service: Service, path: string, context: ApiContext, header: string): TestsView {
  const access = ['client', ...(context.names.services.get(service.id)?.access ?? [])];
  const tests = service.operations.filter(({ method }) => method !== 'trace').flatMap((operation) => testsOf(operation, access, context));
  const toRoot = posix.relative(posix.dirname(path), '.');
  const used = (names: readonly string[]): readonly string[] => names.filter((name) => tests.some(({ body }) => body.includes(`${name}(`)));
  return {
    header,
    client: context.names.client,
    fromIndex: [context.names.client, ...used(['toFile'])].join(', '),
    fromMock: ['baseURL', ...used(['formFields', 'partNames']), 'serve'].join(', '),
    toRoot: toRoot === '' ? '.' : toRoot,
    options: clientOptions(context),
    tests,
  };
}

function testsOf(operation: Operation, access: readonly string[], context: ApiContext): TestsView['tests'] {
  const title = (suffix: string): string => literal(`${operation.id}${suffix}`);
  const call = [...access, context.names.operations.get(operation.id)?.method ?? ''].join('.');
  const scheme = context.schemes.get(operation.paging?.scheme ?? '');
  if (scheme !== undefined) {
    return [
      { title: title(''), body: firstPage(operation, call, context) },
      { title: title(' iterates over all pages'), body: allPages(operation, call, context) },
    ];
  }
  if (operation.streaming === undefined) return [{ title: title(''), body: oneValue(operation, call, context) }];
  const stream = { title: title(' streams'), body: oneStream(operation, call, context) };
  return operation.streaming.trigger.kind === 'always' ? [stream] : [{ title: title(''), body: oneValue(operation, call, context) }, stream];
}

function wireChecks(operation: Operation, context: ApiContext, extra: Readonly<Record<string, boolean>> = {}): string {
  const call = exampleCall(operation, context, extra);
  return [`expect(sent[0]).toMatchObject({ ${wireExpectations(operation, call, context).join(', ')} });`, ...bodyExpectations(operation, call)].join('\n');
}

const args = (operation: Operation, context: ApiContext, extra: Readonly<Record<string, boolean>> = {}): string => exampleCall(operation, context, extra).args.join(', ');

function oneValue(operation: Operation, call: string, context: ApiContext): string {
  const { answer, value } = exampleAnswer(operation, context);
  const check =
    operation.result.kind === 'binary' ? "expect(await result.text()).toBe('content');" : operation.method === 'head' || value === undefined ? 'expect(result).toBeUndefined();' : `expect(result).toEqual(${valueCode(value)});`;
  return [`const sent = serve(${answer});`, `const result = await ${call}(${args(operation, context)});`, check, wireChecks(operation, context)].join('\n');
}

function firstPage(operation: Operation, call: string, context: ApiContext): string {
  const scheme = context.schemes.get(operation.paging?.scheme ?? '');
  if (scheme === undefined) throw new Error(`${operation.id} does not page.`);
  const { answers, items } = pageAnswers(operation, scheme, context);
  const [first = '{}'] = answers;
  return [
    `const sent = serve(${first});`,
    `const page = await ${call}(${args(operation, context)});`,
    `expect(page.getPaginatedItems()).toEqual([${valueCode(items[0] ?? null)}]);`,
    wireChecks(operation, context),
  ].join('\n');
}

function allPages(operation: Operation, call: string, context: ApiContext): string {
  const scheme = context.schemes.get(operation.paging?.scheme ?? '');
  if (scheme === undefined) throw new Error(`${operation.id} does not page.`);
  const { answers, items } = pageAnswers(operation, scheme, context);
  return [
    `const sent = serve(${answers.join(', ')});`,
    'const items: unknown[] = [];',
    `for await (const item of ${call}(${args(operation, context)})) items.push(item);`,
    `expect(items).toHaveLength(${items.length});`,
    `expect(sent).toHaveLength(${answers.length});`,
  ].join('\n');
}

function oneStream(operation: Operation, call: string, context: ApiContext): string {
  const { answer, value } = streamAnswer(operation, context);
  const extra = operation.streaming?.trigger.kind === 'param' ? { [operation.streaming.trigger.wire]: true } : {};
  return [
    `const sent = serve(${answer});`,
    `const stream = await ${call}(${args(operation, context, extra)});`,
    'const events: unknown[] = [];',
    'for await (const event of stream) events.push(event);',
    `expect(events).toEqual([${valueCode(value ?? null)}]);`,
    wireChecks(operation, context, extra),
  ].join('\n');
}

/** Options of the client under test: a secret for every way of authenticating. */
function clientOptions({ api, names }: ApiContext): string {
  const given = nameOptions(api.options, names.casing).flatMap(({ option: { use, type }, name }) => {
    if (use.kind !== 'credential' || use.role === 'client_id' || use.role === 'client_secret' || type !== 'string') return [];
    return [`${propertyKey(name)}: 'test-secret'`];
  });
  const covered = new Set(api.options.flatMap(({ use }) => (use.kind === 'credential' && use.role !== 'client_id' && use.role !== 'client_secret' ? [use.scheme] : [])));
  const bare = api.auth.some(({ id }) => !covered.has(id));
  return [...given, 'baseURL', 'maxRetries: 0', ...(bare ? ["defaultHeaders: { authorization: 'Bearer test-secret' }"] : [])].join(', ');
}
