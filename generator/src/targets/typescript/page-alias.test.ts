import { expect, test } from 'vitest';
import { makeSdk } from '../../../testing/sdk.js';

const items = { type: 'array', items: { $ref: '#/components/schemas/Message' } };
const list = (key: string): object => ({
  get: {
    parameters: [{ name: 'cursor', in: 'query', schema: { type: 'string' } }],
    responses: { 200: { description: 'A list.', content: { 'application/json': { schema: { type: 'object', properties: { [key]: items, next_cursor: { type: 'string' } } } } } } },
  },
});
const spec = (key: string): object => ({
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  paths: { '/messages': list(key) },
  components: { schemas: { Message: { type: 'object', properties: { id: { type: 'string' } } } } },
});
const scheme = {
  name: 'messages_page',
  type: 'cursor',
  request: { cursor: { type: 'string', 'x-stainless-pagination-property': { purpose: 'next_cursor_param' } } },
  response: {
    messages: { type: 'array', items: {}, 'x-stainless-pagination-property': { purpose: 'items' } },
    next_cursor: { type: 'string', 'x-stainless-pagination-property': { purpose: 'next_cursor_field' } },
  },
};

test.each([
  ['does not repeat the array that a detected scheme is named for', 'messages', {}, 'export type MessagesPage = MessagesCursorPage<Shared.Message>;'],
  ['has the name of a detected scheme of a customary array', 'data', {}, 'export type MessagesCursorPage = CursorPage<Shared.Message>;'],
  ['has the whole name of a configured scheme', 'messages', { pagination: [scheme] }, 'export type MessagesMessagesPage = MessagesPage<Shared.Message>;'],
])('the alias of a page class %s', async (_, key, config, line) => {
  const sdk = await makeSdk({ spec: spec(key), config });
  expect(sdk.flat('src/resources/messages.ts')).toContain(line);
});
