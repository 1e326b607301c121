import type { Json, Operation, Service } from '../../../ir/index.js';
import { exampleAnswer, pageAnswers, plainType } from '../../../kit/answers.js';
import type { Answer } from '../../../kit/answers.js';
import { exampleValues } from '../../../kit/example-values.js';
import { sample } from '../../../kit/sample.js';
import { planArguments } from '../arguments.js';
import { argumentCodes } from '../example-code.js';
import type { PythonContext } from '../context.js';
import { layout } from '../layout.js';
import { jsonLiteral, literal } from '../literal.js';
import type { TestImports } from '../test-imports.js';
import { requestCheck } from '../test-requests.js';

/** A file of generated tests: the operations of one service. */
export interface TestsView {
  /** Values that the server of the tests sends, a statement each. */
  readonly values: string;
  readonly classes: readonly { readonly name: string; readonly tests: readonly string[] }[];
}

/** The view of a service's tests. */
export function testsView(service: Service, imports: TestImports, context: PythonContext): TestsView {
  const { names } = context;
  const own = names.services.get(service.id);
  const cases = service.operations.filter(({ method }) => method !== 'trace').map((operation) => testCase(operation, own?.access ?? [], context));
  return {
    values: cases.flatMap(({ value, valueName }) => (value === undefined ? [] : [layout(`${valueName}: ${annotation(value)} = ${jsonLiteral(value)}`)])).join('\n'),
    classes: (['', 'Async'] as const).map((prefix) => ({
      name: `Test${prefix}${own?.class ?? names.client}`,
      tests: cases.flatMap((each) => testsOf(each, { prefix, imports, context })),
    })),
  };
}

/** What type checkers are told of a value, lest they ask what an empty list in it holds. */
const annotation = (value: Json): string => (Array.isArray(value) ? 'List[Any]' : typeof value === 'object' && value !== null ? 'Dict[str, Any]' : 'Any');

interface TestCase {
  readonly operation: Operation;
  readonly access: readonly string[];
  readonly method: string;
  readonly args: readonly string[];
  readonly check: string;
  readonly answers: readonly string[];
  readonly value: Json | undefined;
  readonly valueName: string;
  /** How many items a list has, on all its pages. */
  readonly count: number;
  readonly stream?: { readonly args: readonly string[]; readonly check: string; readonly answer: string };
}

function testCase(operation: Operation, access: readonly string[], context: PythonContext): TestCase {
  const method = context.names.methods.get(operation.id) ?? '';
  const valueName = `${method}_value`.replace(/_{2,}/g, '_');
  const { streaming, paging } = operation;
  const values = exampleValues(operation, context.decls);
  const base = { operation, access, method, valueName, args: argumentCodes(operation, values, context), check: requestCheck(operation, values, context) };
  const stream = streaming && streamCase(operation, valueName, context);
  if (streaming?.trigger.kind === 'always')
    return { ...base, value: sample(streaming.event, { decls: context.decls, direction: 'output' }), answers: [], count: 1, ...(stream && { stream }) };
  if (paging !== undefined) {
    const scheme = context.api.pages.find(({ id }) => id === paging.scheme);
    if (scheme === undefined) throw new Error(`${operation.id} does not page.`);
    const { answers, item, count } = pageAnswers(operation, scheme, context.decls);
    return { ...base, value: item, count, answers: answers.map((answer) => answerCode(answer, withItem(answer.json, item, valueName))) };
  }
  const { answer, value } = exampleAnswer(operation, context.decls);
  const { result, method: verb } = operation;
  const silent = result.kind !== 'value' || verb === 'head';
  if (typeof value === 'string' && answer.json === value && answer.type !== undefined && !/json/i.test(answer.type))
    return { ...base, value, count: 0, answers: [answerCode({ ...answer, text: value }, undefined)], ...(stream && { stream }) };
  const code = result.kind === 'value' && result.unwrap !== undefined ? `{${literal(result.unwrap)}: ${valueName}}` : valueName;
  return { ...base, value: silent ? undefined : value, count: 0, answers: [answerCode(answer, silent ? undefined : code)], ...(stream && { stream }) };
}

function streamCase(operation: Operation, valueName: string, context: PythonContext): NonNullable<TestCase['stream']> {
  const { streaming } = operation;
  if (streaming === undefined) throw new Error(`${operation.id} does not stream.`);
  const { trigger, format, terminator, mediaType } = streaming;
  const values = exampleValues(operation, context.decls, trigger.kind === 'param' ? { [trigger.wire]: true } : {});
  const value = trigger.kind === 'always' ? valueName : jsonLiteral(sample(streaming.event, { decls: context.decls, direction: 'output' }));
  const text = format === 'sse' ? `sse(${[value, ...(terminator === undefined ? [] : [literal(terminator)])].join(', ')})` : `jsonl(${value})`;
  const type = format === 'sse' ? 'text/event-stream' : plainType(mediaType);
  return { args: argumentCodes(operation, values, context), check: requestCheck(operation, values, context), answer: `Answer(text=${text}, content_type=${literal(type)})` };
}

function answerCode({ status, text, type, headers = {} }: Answer, value: string | undefined): string {
  const entries = [
    ...(text === undefined && value !== undefined ? [value] : []),
    ...(status === 200 ? [] : [`status=${status}`]),
    ...(text === undefined ? [] : [`text=${literal(text)}`]),
    ...(type === undefined ? [] : [`content_type=${literal(type)}`]),
    ...(Object.keys(headers).length === 0 ? [] : [`headers=${jsonLiteral(headers)}`]),
  ];
  return `Answer(${entries.join(', ')})`;
}

/** Code of a page's body, in which the item goes by its name. */
function withItem(value: Json | undefined, item: Json, name: string): string {
  if (value === item && typeof value === 'object') return name;
  if (Array.isArray(value)) return `[${value.map((each: Json) => withItem(each, item, name)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return jsonLiteral(value ?? null);
  return `{${Object.entries(value).map(([key, each]) => `${literal(key)}: ${withItem(each as Json, item, name)}`).join(', ')}}`;
}

interface TestPlace {
  readonly prefix: '' | 'Async';
  readonly imports: TestImports;
  readonly context: PythonContext;
}

/** A statement at a depth of blocks below the test's own. */
type Line = readonly [text: string, depth?: number];

function testsOf(each: TestCase, place: TestPlace): readonly string[] {
  const { operation, method } = each;
  const { prefix } = place;
  const wait = prefix === '' ? '' : 'await ';
  const always = operation.streaming?.trigger.kind === 'always';
  const mark = operation.skipTest === undefined ? [] : [`@skip_live(${literal(operation.skipTest)})`];
  const test = (name: string, lines: readonly Line[]): string => {
    const head = `${prefix === '' ? 'def' : 'async def'} test_${name}(self, ${prefix === '' ? 'client' : 'async_client'}: ${prefix}${place.context.names.client}, server: Server) -> None:`;
    const body = lines.map(([text, depth = 0]) => `${' '.repeat(8 + depth * 4)}${text.includes('\n') ? text : layout(text, 8 + depth * 4)}`);
    const signature = head.length + 4 <= 110 ? head : head.replace('(self, ', '(\n        self, ').replace(', server: Server)', ', server: Server\n    )');
    return [...mark.map((line) => `    ${layout(line, 4)}`), `    ${signature}`, ...body].join('\n');
  };
  const streams = each.stream && test(always ? `method_${method}` : `method_${method}_streaming`, streamLines(each, place, wait));
  return [
    ...(always ? [] : [test(`method_${method}`, valueLines(each, place, wait))]),
    ...(streams === undefined ? [] : [streams]),
    test(`raw_response_${method}`, rawLines(each, place, wait)),
    test(`streaming_response_${method}`, streamedLines(each, place, wait)),
    ...pathTests(each, place, wait).map(([name, lines]) => test(name, lines)),
  ];
}

interface CallText {
  /** Statements that give what is called a shorter name, where a line could not hold it. */
  readonly lead: readonly Line[];
  readonly code: string;
}

/** The longest name of a method that every statement with it can hold. */
const longestCallee = 110 - 'async with '.length - '() as response:'.length - 16;

/** The call as an expression, through the raw or streaming form of the resource where that is asked for. */
function callText({ access, method, args }: TestCase, prefix: string, form = '', given = args): CallText {
  const resource = [prefix === '' ? 'client' : 'async_client', ...access].join('.');
  const own = [...(form === '' ? [] : [form]), method].join('.');
  const code = (callee: string): string => `${callee}(${given.join(', ')})`;
  if (`${resource}.${own}`.length <= longestCallee) return { lead: [], code: code(`${resource}.${own}`) };
  const lead: Line = [resource.length + 19 <= 110 || resource.length + 12 > 110 ? `resource = ${resource}` : `resource = (\n            ${resource}\n        )`];
  if (own.length + 9 <= longestCallee) return { lead: [lead], code: code(`resource.${own}`) };
  const [first = own, ...rest] = own.split('.');
  return { lead: [lead, ...(rest.length === 0 ? [] : [[`form = resource.${first}`] as Line])], code: code(rest.length === 0 ? `resource.${own}` : `form.${rest.join('.')}`) };
}

/** A call, within the check that a deprecated one warns. */
function warned({ operation }: TestCase, lines: readonly Line[]): readonly Line[] {
  if (operation.deprecated === false) return lines;
  return [['with pytest.warns(DeprecationWarning):'], ...lines.map(([text, depth = 0]): Line => [text, depth + 1])];
}

const serve = ({ answers, stream }: TestCase, first = false): Line => [`server.answers(${answers.length > 0 ? answers.slice(0, first ? 1 : answers.length).join(', ') : (stream?.answer ?? 'Answer()')})`];

function valueLines(each: TestCase, place: TestPlace, wait: string): readonly Line[] {
  const { operation, value, valueName, count, check } = each;
  const { lead, code } = callText(each, place.prefix);
  const call = `${wait}${code}`;
  if (operation.paging !== undefined) {
    const loop = `[item ${wait === '' ? '' : 'async '}for item in page]`;
    return [
      serve(each),
      ...lead,
      ...warned(each, [[`page = ${call}`]]),
      [`assert_matches_type(${place.imports.page(operation, place.prefix)}, page)`],
      [check],
      ['if server.mocked:'],
      [`items = ${loop}`, 1],
      [`server.check_value(items, [${valueName}] * ${count})`, 1],
    ];
  }
  switch (operation.result.kind) {
    case 'none':
      return [serve(each), ...lead, ...warned(each, [[call]]), [check]];
    case 'binary':
      return [serve(each), ...lead, ...warned(each, [[`response = ${call}`]]), [`assert ${wait}response.read()`], [check]];
    case 'text':
      return [serve(each), ...lead, ...warned(each, [[`text = ${call}`]]), ['server.check_value(text, "content")'], [check]];
    case 'value': {
      const type = place.imports.result(operation);
      const checks: readonly Line[] = operation.method === 'head' || value === undefined ? [] : [[`assert_matches_type(${type}, value)`], [`server.check_value(value, ${valueName})`]];
      return [serve(each), ...lead, ...warned(each, [[checks.length === 0 ? call : `value = ${call}`]]), ...checks, [check]];
    }
  }
}

function streamLines(each: TestCase, place: TestPlace, wait: string): readonly Line[] {
  const { operation, valueName, stream } = each;
  const value = operation.streaming?.trigger.kind === 'always' ? [valueName] : [];
  const { lead, code } = callText(each, place.prefix, '', stream?.args);
  return [
    [`server.answers(${stream?.answer ?? ''})`],
    ...lead,
    ...warned(each, [[`stream = ${wait}${code}`]]),
    [`events = [event ${wait === '' ? '' : 'async '}for event in stream]`],
    ...value.map((name): Line => [`server.check_value(events, [${name}])`]),
    ...(value.length === 0 ? [['assert len(events) == 1 or not server.mocked'] as Line] : []),
    [stream?.check ?? ''],
  ];
}

/** The arguments of a call that does not ask for a stream, or of one that always gets one. */
const givenArgs = ({ args, stream, operation }: TestCase): readonly string[] => (operation.streaming?.trigger.kind === 'always' && stream ? stream.args : args);

const succeeded: Line = ['assert 200 <= response.status_code < 300'];

function rawLines(each: TestCase, place: TestPlace, wait: string): readonly Line[] {
  const { lead, code } = callText(each, place.prefix, 'with_raw_response', givenArgs(each));
  return [serve(each, true), ...lead, ...warned(each, [[`response = ${wait}${code}`]]), succeeded, ...parsedLines(each, place, wait)];
}

function streamedLines(each: TestCase, place: TestPlace, wait: string): readonly Line[] {
  const { lead, code } = callText(each, place.prefix, 'with_streaming_response', givenArgs(each));
  const open = `${wait === '' ? 'with' : 'async with'} ${code} as response:`;
  const inside = [succeeded, ...parsedLines(each, place, wait)].map(([text, depth = 0]): Line => [text, depth + 1]);
  return [serve(each, true), ...lead, ...warned(each, [[open], ...inside])];
}

/** Statements that check what a response holds. */
function parsedLines({ operation, value }: TestCase, { prefix, imports }: TestPlace, wait: string): readonly Line[] {
  const { result, streaming, paging, method } = operation;
  if (streaming?.trigger.kind === 'always') return [[`stream = ${wait}response.parse()`], [`${wait}stream.close()`]];
  if (paging !== undefined) return [[`assert_matches_type(${imports.page(operation, prefix)}, ${wait}response.parse())`]];
  if (result.kind === 'binary') return [[`assert ${wait}response.read()`]];
  if (result.kind !== 'value' || value === undefined || method === 'head') return [];
  return [[`assert_matches_type(${imports.result(operation)}, ${wait}response.parse())`]];
}

/** An empty path parameter is refused before anything is sent. */
function pathTests(each: TestCase, { prefix, context }: TestPlace, wait: string): readonly (readonly [string, readonly Line[]])[] {
  const { operation, method } = each;
  const { positional, keywords } = planArguments(operation, context);
  const given = givenArgs(each);
  const texts = operation.params.filter(({ in: where, type, encoding }) => where === 'path' && type.kind === 'scalar' && type.scalar === 'string' && encoding.kind === 'style' && encoding.style === 'simple');
  return texts.flatMap(({ name }) => {
    const first = positional.findIndex(({ param }) => param.name.wire === name.wire);
    const keyword = keywords.find(({ in: where, wire }) => where === 'path' && wire === name.wire)?.name;
    const empty = given.map((code, index) => (index === first ? '""' : keyword !== undefined && code.startsWith(`${keyword}=`) ? `${keyword}=""` : code));
    if (first < 0 && keyword === undefined) return [];
    const label = positional[first]?.name ?? keyword ?? '';
    const { lead, code } = callText(each, prefix, '', empty);
    const refused: readonly Line[] = [['with pytest.raises(ValueError, match="Expected a non-empty value"):'], [`${wait}${code}`, 1]];
    return [[`path_params_${method}_${label}`, [...lead, ...warned(each, refused), ['assert not server.requests']]] as const];
  });
}
