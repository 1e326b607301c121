import type { Json, Operation } from '../../ir/index.js';
import { holdsFile } from '../../kit/example-values.js';
import type { ExampleValues } from '../../kit/example-values.js';
import { expectedAuth, expectedHeaders, expectedPath, expectedQuery, isRecord, partNames, scalarFields } from '../../kit/expected-request.js';
import { planArguments, sentContent } from './arguments.js';
import type { PythonContext } from './context.js';
import { jsonLiteral, literal } from './literal.js';

/** The statement that checks what an example call put on the wire. */
export function requestCheck(operation: Operation, values: ExampleValues, context: PythonContext): string {
  const { api } = context;
  const path = expectedPath(operation, values);
  const query = expectedQuery(operation, values, api).map(([name, texts]): readonly [string, Json] => [name, texts]);
  const headers = [...expectedHeaders(operation, values), ...expectedAuth(operation, api)];
  const entries = [
    literal(operation.method.toUpperCase()),
    ...(path === undefined ? [] : [literal(path)]),
    ...pair('query', query),
    ...(isWholeQuery(operation, values, context) ? [] : ['more_query=True']),
    ...pair('headers', headers),
    ...(sendsNothing(operation, values.body, context) ? [] : bodyCheck(operation, values.body)),
  ];
  return `server.check_request(${entries.join(', ')})`;
}

/** Whether what is expected of a query is all that it has: a form that is up to the style, a credential or an option of the client may add to it. */
function isWholeQuery(operation: Operation, values: ExampleValues, { api, names }: PythonContext): boolean {
  const given = operation.params.filter((param) => param.in === 'query' && values.params.get(param) !== undefined);
  const told = given.every((param) => expectedQuery({ ...operation, params: [param] }, values, api).length > 0);
  const keyed = api.auth.some((scheme) => scheme.kind === 'apiKey' && scheme.in === 'query');
  const optional = names.options.some(({ option: { use } }) => use.kind === 'query' || use.kind === 'param');
  return told && !keyed && !optional && !operation.path.includes('?');
}

const pair = (name: string, entries: readonly (readonly [string, Json])[]): readonly string[] =>
  entries.length === 0 ? [] : [`${name}=${jsonLiteral(Object.fromEntries(entries))}`];

/** Whether a body of which no member is given is left out. */
function sendsNothing(operation: Operation, value: Json | undefined, context: PythonContext): boolean {
  const { optionalBody, keywords } = planArguments(operation, context);
  return optionalBody && value !== undefined && isRecord(value) && Object.keys(value).length === 0 && keywords.every(({ whole }) => whole !== true);
}

function bodyCheck(operation: Operation, value: Json | undefined): readonly string[] {
  const content = sentContent(operation);
  if (content === undefined || value === undefined) return [];
  switch (content.kind) {
    case 'json':
      return holdsFile(value) ? [] : [`json=${jsonLiteral(value)}`];
    case 'form':
      return [`form=${jsonLiteral(Object.fromEntries(scalarFields(value)))}`];
    case 'multipart':
      return isRecord(value) ? [`parts=${jsonLiteral(partNames(value))}`] : [];
    case 'text':
    case 'xml':
      return typeof value === 'string' ? [`text=${literal(value)}`] : [];
    case 'binary':
      return ['text="example"'];
    case 'jsonl':
    case 'sse':
      return [];
  }
}
