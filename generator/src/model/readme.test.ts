import { expect, test } from 'vitest';
import { dumpIr } from '../check.js';

const answer = { 200: { description: 'Fine.', content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } } } };
const send = (required: readonly string[] = []): object => ({ required: required.length > 0, content: { 'application/json': { schema: { type: 'object', required, properties: { text: { type: 'string' } } } } } });
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const create = (...required: readonly string[]): object => ({ post: { requestBody: send(required), responses: answer } });

const shown = async (paths: object): Promise<unknown> =>
  (await dumpIr({ spec: { text: JSON.stringify({ openapi: '3.1.0', info: { title: 'Acme', version: '1' }, paths }) }, config: false })).api?.readme;

test('the headline is the plainest call that says something', async () => {
  const paths = { '/logs': create(), '/notes/{id}/answers': { parameters: [id], ...create('text') }, '/notes': create('text') };
  expect(await shown(paths)).toEqual({ default: 'notes.create', headline: 'notes.create' });
});

test('a call that can stream comes first', async () => {
  const content = { 'application/json': { schema: { type: 'object' } }, 'text/event-stream': { schema: { type: 'object' } } };
  const body = { content: { 'application/json': { schema: { type: 'object', required: ['text'], properties: { text: { type: 'string' }, stream: { type: 'boolean' } } } } } };
  const paths = { '/notes': create('text'), '/chats': { post: { requestBody: body, responses: { 200: { description: 'Fine.', content } } } } };
  expect(await shown(paths)).toMatchObject({ headline: 'chats.create', streaming: 'chats.create' });
});

test('a deprecated call is shown nowhere', async () => {
  const old = { post: { deprecated: true, requestBody: send(['text']), responses: answer } };
  expect(await shown({ '/antiques': old, '/notes': create() })).toEqual({ default: 'notes.create', headline: 'notes.create' });
  expect(await shown({ '/antiques': old })).toEqual({});
});
