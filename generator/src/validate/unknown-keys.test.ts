import { expect, it } from 'vitest';
import { openApiOf } from '../resolve/fixture.js';
import { validate } from './validate.js';

const keys = (text: string) =>
  validate(openApiOf(text)).filter(({ code }) => /-key$/.test(code)).map(({ code, severity, place, help }) => `${severity} ${code} ${place?.pointer ?? ''} ${help}`);
const info = 'info: {title: T, version: "1"}';
const ok = 'responses: {200: {description: ok}}';

it('reports mistyped keys with what was meant', () => {
  const text = `openapi: 3.1.0\n${info}\nwebhoks: {}\npaths:\n  /a:\n    gett: {${ok}}\n    post: {sumary: A, requestBdy: {}, ${ok}}\n`;
  expect(keys(text)).toEqual([
    'warning validate/unknown-key /webhoks Did you mean `webhooks`?',
    'warning validate/unknown-key /paths/~1a/gett Did you mean `get`?',
    'warning validate/unknown-key /paths/~1a/post/sumary Did you mean `summary`?',
    'warning validate/unknown-key /paths/~1a/post/requestBdy Did you mean `requestBody`?',
  ]);
});

it('reads Swagger 2.0 as it was written', () => {
  const text = `swagger: "2.0"\n${info}\npaths:\n  /a:\n    pots: {${ok}}\n    get: {parameters: [{name: q, in: query, type: string, example: x, requird: true}], ${ok}}\n`;
  expect(keys(text)).toEqual([
    'warning validate/unknown-key /paths/~1a/pots Did you mean `post`?',
    'warning validate/unknown-key /paths/~1a/get/parameters/0/requird Did you mean `required`?',
  ]);
});

it('lets extensions, siblings of references and schemas hold anything', () => {
  const text = `openapi: 3.1.0\n${info}\nx-a: 1\npaths:\n  x-b: {c: 1}\n  /a: {get: {parameters: [{$ref: '#/components/parameters/P', zzz: 1}], ${ok}}}\ncomponents:\n  parameters: {P: {name: p, in: query, schema: {tpye: string}}}\n`;
  expect(keys(text)).toEqual([]);
});

it('knows which version a field came with', () => {
  const rest = `${info}\npaths: {/a: {query: {${ok}}}}\n`;
  expect(keys(`openapi: 3.2.0\n$self: https://example.com/a\n${rest}`)).toEqual([]);
  expect(keys(`openapi: 3.0.3\n${rest}`)).toEqual(['note validate/newer-key /paths/~1a/query Write `openapi: 3.2.0` if the document means it.']);
});
