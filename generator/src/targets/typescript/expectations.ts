import type { Operation } from '../../ir/index.js';
import { holdsFile } from '../../kit/example-values.js';
import { expectedAuth, expectedHeaders, expectedPath, expectedQuery, isRecord, partNames, scalarFields } from '../../kit/expected-request.js';
import { literal, propertyKey } from '../../kit/literal.js';
import type { ApiContext } from './context.js';
import { valueCode } from './examples.js';
import type { ExampleCall } from './examples.js';

/** Entries of the object that a request must match: what the example call has to put on the wire. */
export function wireExpectations(operation: Operation, call: ExampleCall, { api }: ApiContext): readonly string[] {
  const path = expectedPath(operation, call);
  const query = expectedQuery(operation, call, api).map(([name, values]) => `${propertyKey(name)}: [${values.map((text) => literal(text)).join(', ')}]`);
  const headers = [...expectedHeaders(operation, call), ...expectedAuth(operation, api)].map(([name, text]) => `${propertyKey(name)}: ${literal(text)}`);
  return [
    `method: ${literal(operation.method.toUpperCase())}`,
    ...(path === undefined ? [] : [`path: ${literal(path)}`]),
    ...(query.length === 0 ? [] : [`query: { ${query.join(', ')} }`]),
    ...(headers.length === 0 ? [] : [`headers: { ${headers.join(', ')} }`]),
  ];
}

/** Statements that check the body that was sent. */
export function bodyExpectations({ body }: Operation, call: ExampleCall): readonly string[] {
  const content = body?.contents[0];
  if (content === undefined || call.body === undefined) return [];
  const { body: value } = call;
  switch (content.kind) {
    case 'json':
      return holdsFile(value) ? [] : [`expect(JSON.parse(sent[0]!.body)).toEqual(${valueCode(value)});`];
    case 'form':
      return [
        `expect(formFields(sent[0]!.body)).toMatchObject({ ${scalarFields(value)
          .map(([name, text]) => `${propertyKey(name)}: ${literal(text)}`)
          .join(', ')} });`,
      ];
    case 'multipart':
      return isRecord(value)
        ? [
            `expect(partNames(sent[0]!.body)).toEqual(expect.arrayContaining([${partNames(value)
              .map((name) => literal(name))
              .join(', ')}]));`,
          ]
        : [];
    case 'text':
    case 'xml':
      return typeof value === 'string' ? [`expect(sent[0]!.body).toBe(${literal(value)});`] : [];
    case 'binary':
      return ["expect(sent[0]!.body).toBe('example');"];
    case 'jsonl':
    case 'sse':
      return [];
  }
}
