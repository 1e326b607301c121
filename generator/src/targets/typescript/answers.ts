import type { Json, Operation, PageScheme } from '../../ir/index.js';
import { exampleAnswer as makeAnswer, pageAnswers as makePages, plainType } from '../../kit/answers.js';
import type { Answer } from '../../kit/answers.js';
import { literal, propertyKey } from '../../kit/literal.js';
import { sample } from '../../kit/sample.js';
import type { ApiContext } from './context.js';
import { valueCode } from './examples.js';

/** What the server of a test answers, as code, and what the call then has to give. */
export interface ExampleAnswer {
  readonly answer: string;
  readonly value: Json | undefined;
}

/** The variable of a test that holds the value which the server sends. */
export const valueName = 'value';

/** The answer to a call that gives one value: the document's own example where it has one. */
export function exampleAnswer(operation: Operation, context: ApiContext): ExampleAnswer {
  const { answer, value } = makeAnswer(operation, context.decls);
  const { result } = operation;
  const sent = result.kind === 'value' && result.unwrap !== undefined ? `{ ${propertyKey(result.unwrap)}: ${valueName} }` : valueName;
  return { answer: answerCode(answer, sent), value };
}

function answerCode({ status, json, text, type, headers = {} }: Answer, sent: string): string {
  const entries = [
    ...(status === 200 ? [] : [`status: ${status}`]),
    ...(json === undefined ? [] : [`json: ${sent}`]),
    ...(text === undefined ? [] : [`text: ${literal(text)}`]),
    ...(type === undefined ? [] : [`type: ${literal(type)}`]),
    ...(Object.keys(headers).length === 0
      ? []
      : [`headers: { ${Object.entries(headers).map(([name, value]) => `${propertyKey(name)}: ${literal(value)}`).join(', ')} }`]),
  ];
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** The text of a stream of one event. */
export function streamAnswer({ streaming }: Operation, context: ApiContext): ExampleAnswer {
  if (streaming === undefined) throw new Error('The operation does not stream.');
  const event = sample(streaming.event, { decls: context.decls, direction: 'output' });
  const end = streaming.terminator === undefined ? '' : `data: ${streaming.terminator}\n\n`;
  const text =
    streaming.format === 'sse'
      ? `\`data: \${JSON.stringify(${valueName})}\\n\\n\`${end === '' ? '' : ` + ${literal(end)}`}`
      : `\`\${JSON.stringify(${valueName})}\\n\``;
  const type = streaming.format === 'sse' ? 'text/event-stream' : plainType(streaming.mediaType);
  return { answer: `{ text: ${text}, type: ${literal(type)} }`, value: event };
}

/** Answers of the pages of a list, as code that names the item by {@link valueName}. */
export interface PageAnswers {
  readonly answers: readonly string[];
  readonly item: Json;
  /** How many items there are on all pages. */
  readonly count: number;
}

/** Answers of two pages (one where the scheme has no next), and the items on all of them. */
export function pageAnswers(operation: Operation, scheme: PageScheme, context: ApiContext): PageAnswers {
  const { answers, item, count } = makePages(operation, scheme, context.decls);
  const names = new Map([[item, valueName]]);
  return { answers: answers.map((answer) => answerCode(answer, valueCode(answer.json ?? null, names))), item, count };
}
