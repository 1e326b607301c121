import { posix } from 'node:path';
import type { Json, Operation, Service } from '../../../ir/index.js';
import { relativeSpecifier } from '../../../kit/imports.js';
import { literal, propertyKey } from '../../../kit/literal.js';
import { exampleAnswer, pageAnswers, streamAnswer, valueName } from '../answers.js';
import { nameOptions } from '../auth.js';
import type { ApiContext } from '../context.js';
import { exampleCall, valueCode } from '../examples.js';
import { operationsOf } from '../../../kit/walk.js';
import { bodyExpectations, wireExpectations } from '../expectations.js';

/** A file of generated tests: the operations of one service. */
export interface TestsView {
  readonly header: string;
  readonly client: string;
  /** Names imported from the SDK, and from the mock. */
  readonly fromIndex: string;
  readonly fromMock: string;
  readonly index: string;
  readonly mock: string;
  readonly options: string;
  readonly tests: readonly { readonly title: string; readonly body: string }[];
}

/** What all files of tests have in common. */
export interface TestsHead {
  readonly header: string;
  /** Options of the client under test. */
  readonly client: string;
}

/** The view of a service's tests; `path` is the file's own. */
export function testsView(service: Service, path: string, context: ApiContext, { header, client }: TestsHead): TestsView {
  const access = ['client', ...(context.names.services.get(service.id)?.access ?? [])];
  const tests = service.operations
    .filter(({ method }) => method !== 'trace')
    .flatMap((operation) => testsOf(operation, access, context));
  const used = (names: readonly string[]): readonly string[] =>
    names.filter((name) => tests.some(({ body }) => body.includes(`${name}(`)));
  return {
    header,
    client: context.names.client,
    fromIndex: [context.names.client, ...used(['toFile'])].join(', '),
    fromMock: ['baseURL', ...used(['formFields', 'partNames']), 'serve'].join(', '),
    index: relativeSpecifier(posix.dirname(path), 'src/index.js'),
    mock: relativeSpecifier(posix.dirname(path), 'tests/mock.js'),
    options: client,
    tests,
  };
}

function testsOf(operation: Operation, access: readonly string[], context: ApiContext): TestsView['tests'] {
  const title = (suffix: string): string => literal(`${operation.id}${suffix}`);
  const call = [...access, context.names.operations.get(operation.id)?.method ?? ''].join('.');
  if (operation.paging !== undefined) return [{ title: title(' pages'), body: pages(operation, call, context) }];
  if (operation.streaming === undefined) return [{ title: title(''), body: oneValue(operation, call, context) }];
  const stream = { title: title(' streams'), body: oneStream(operation, call, context) };
  return operation.streaming.trigger.kind === 'always'
    ? [stream]
    : [{ title: title(''), body: oneValue(operation, call, context) }, stream];
}

/** A value that the server sends and the call must give back, as a variable of the test. */
const declareValue = (value: Json): string => `const ${valueName} = ${valueCode(value)};`;

interface Checked {
  readonly args: string;
  /** Statements that check what was sent. */
  readonly checks: string;
}

function checkedCall(operation: Operation, context: ApiContext, extra: Readonly<Record<string, boolean>> = {}): Checked {
  const call = exampleCall(operation, context, extra);
  const checks = [
    `expect(sent[0]).toMatchObject({ ${wireExpectations(operation, call, context).join(', ')} });`,
    ...bodyExpectations(operation, call),
  ];
  return { args: call.args.join(', '), checks: checks.join('\n') };
}

function oneValue(operation: Operation, call: string, context: ApiContext): string {
  const { answer, value } = exampleAnswer(operation, context);
  const { args, checks } = checkedCall(operation, context);
  const { kind } = operation.result;
  const silent = operation.method === 'head' || value === undefined;
  const check = silent
    ? 'expect(result).toBeUndefined();'
    : kind === 'binary'
      ? "expect(await result.text()).toBe('content');"
      : `expect(result).toEqual(${kind === 'value' ? valueName : valueCode(value)});`;
  return [
    ...(kind === 'value' && value !== undefined ? [declareValue(value)] : []),
    `const sent = serve(${answer});`,
    `const result = await ${call}(${args});`,
    check,
    checks,
  ].join('\n');
}

function pages(operation: Operation, call: string, context: ApiContext): string {
  const scheme = context.schemes.get(operation.paging?.scheme ?? '');
  if (scheme === undefined) throw new Error(`${operation.id} does not page.`);
  const { answers, item, count } = pageAnswers(operation, scheme, context);
  const { args, checks } = checkedCall(operation, context);
  return [
    declareValue(item),
    `const sent = serve(${answers.join(', ')});`,
    `const page = await ${call}(${args});`,
    `expect(page.getPaginatedItems()).toEqual([${valueName}]);`,
    checks,
    '',
    'const items: unknown[] = [];',
    'for await (const item of page) items.push(item);',
    `expect(items).toHaveLength(${count});`,
    `expect(sent).toHaveLength(${answers.length});`,
  ].join('\n');
}

function oneStream(operation: Operation, call: string, context: ApiContext): string {
  const { answer, value = null } = streamAnswer(operation, context);
  const extra = operation.streaming?.trigger.kind === 'param' ? { [operation.streaming.trigger.wire]: true } : {};
  const { args, checks } = checkedCall(operation, context, extra);
  return [
    declareValue(value),
    `const sent = serve(${answer});`,
    `const stream = await ${call}(${args});`,
    'const events: unknown[] = [];',
    'for await (const event of stream) events.push(event);',
    `expect(events).toEqual([${valueName}]);`,
    checks,
  ].join('\n');
}

/** Options of the client under test: a secret for every way of authenticating. */
export function testClientOptions({ api, names }: ApiContext): string {
  const given = nameOptions(api.options, names.casing).flatMap(({ option: { use, type }, name }) => {
    if (use.kind !== 'credential' || use.role === 'client_id' || use.role === 'client_secret' || type !== 'string') return [];
    return [`${propertyKey(name)}: 'test-secret'`];
  });
  const covered = new Set(
    api.options.flatMap(({ use }) =>
      use.kind === 'credential' && use.role !== 'client_id' && use.role !== 'client_secret' ? [use.scheme] : [],
    ),
  );
  const met = ({ security = api.security }: Operation): boolean =>
    security.length === 0 || security.some((set) => set.every(({ scheme }) => covered.has(scheme)));
  const bare = !operationsOf(api.root).every(met);
  return [
    ...given,
    'baseURL',
    'maxRetries: 0',
    ...(bare ? ["defaultHeaders: { authorization: 'Bearer test-secret' }"] : []),
  ].join(', ');
}
