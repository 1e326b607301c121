import { describe, expect, it } from 'vitest';
import type { Operation } from '../ir/index.js';
import { declOf, modelOf, operationsOf } from './testing.js';

const documentOf = (paths: string): string => `openapi: 3.1.0\ninfo: { title: Test API, version: "1" }\npaths:\n${paths}\n`;
const one = (modelled: ReturnType<typeof modelOf>, id: string): Operation => operationsOf(modelled).get(id) as Operation;

describe('a body of XML', () => {
  it('is text, whatever its schema says', () => {
    const paths = '  /cats: { post: { requestBody: { required: true, content: { application/xml: { schema: { type: object, properties: { name: { type: string } } } } } }, responses: { "204": { description: OK } } } }';
    const modelled = modelOf(documentOf(paths));
    expect(one(modelled, 'cats.create').body).toMatchObject({ shape: 'value', contents: [{ kind: 'xml' }] });
    expect(declOf(modelled, 'cats/cat_create_params', 'alias').type).toEqual({ kind: 'scalar', scalar: 'string' });
  });
});

describe('a list in a multipart body', () => {
  const fieldsOf = (encoding: string): object | undefined => {
    const schema = '{ type: object, properties: { places: { type: array, items: { type: object, properties: { city: { type: string } } } } } }';
    const paths = `  /trips: { post: { requestBody: { required: true, content: { multipart/form-data: { schema: ${schema}, encoding: { places: ${encoding} } } } }, responses: { "204": { description: OK } } } }`;
    return one(modelOf(documentOf(paths)), 'trips.create').body?.contents[0]?.fields;
  };

  it('is one part of JSON where the document says JSON, else a part for each item', () => {
    expect(fieldsOf('{ contentType: application/json }')).toEqual({ places: { contentType: 'application/json', encoding: { kind: 'json' } } });
    expect(fieldsOf('{ contentType: "application/json, text/plain" }')).toEqual({ places: { contentType: 'application/json, text/plain' } });
    expect(fieldsOf('{ contentType: application/json, style: form }')).toMatchObject({ places: { encoding: { kind: 'style' } } });
  });
});
