import { describe, expect, it } from 'vitest';
import { modelOf, operationsOf } from './testing.js';

const documentOf = (paths: string): string => `openapi: 3.1.0\ninfo: { title: Test API, version: "1" }\npaths:\n${paths}\n`;
const ok = (schema: string): string => `{ "200": { description: OK, content: { application/json: { schema: ${schema} } } } }`;

describe('configured paging', () => {
  const purpose = (name: string): string => `x-stainless-pagination-property: { purpose: ${name} }`;
  const scheme = (name: string, request: string, next: string): string =>
    `{ name: ${name}, type: ${request === '{}' ? 'cursor_url' : 'cursor'}, request: ${request}, response: { nested: { type: object, properties: { pets: { type: array, items: {}, ${purpose('items')} } } }, more: { type: object, properties: { ${next} } } } }`;
  const config = `pagination: [${scheme('links', '{}', `next: { type: string, ${purpose('cursor_url_field')} }`)}, ${scheme('tokens', `{ token: { type: string, ${purpose('next_cursor_param')} } }`, `token: { type: string, ${purpose('next_cursor_field')} }`)}]`;
  const listed = (next: string): string =>
    `{ get: { parameters: [{ name: token, in: query, schema: { type: string } }], responses: ${ok(`{ type: object, properties: { nested: { type: object, properties: { pets: { type: array, items: { type: string } } } }, more: { type: object, properties: { ${next}: { type: string } } } } }`)} } }`;

  it('finds items and cursors below other fields, each by the scheme whose fields are all there', () => {
    const modelled = modelOf(documentOf(`  /cats: ${listed('next')}\n  /dogs: ${listed('token')}\n  /fish: ${listed('other')}`), config);
    const schemes = Object.fromEntries([...operationsOf(modelled).values()].map(({ path, paging }) => [path, paging?.scheme]));
    expect(schemes).toEqual({ '/cats': 'links', '/dogs': 'tokens', '/fish': undefined });
  });
});
