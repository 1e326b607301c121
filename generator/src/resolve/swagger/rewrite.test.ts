import { describe, expect, it } from 'vitest';
import { nodeAt, openApiOf, sourcesOf } from '../fixture.js';
import { child } from '../located.js';
import { resolve } from '../resolve.js';

const text = `
swagger: "2.0"
info: {title: T, version: "1"}
host: api.example.com
basePath: /v1/
schemes: [http, https]
consumes: [application/json]
produces: [application/json]
definitions:
  Pet: {type: object, discriminator: kind, properties: {kind: {type: string}, owner: {$ref: '#/definitions/Owner'}}}
  Owner: {type: object, x-nullable: true}
parameters:
  limit: {name: limit, in: query, type: integer, maximum: 10, default: 5}
  pet: {name: pet, in: body, required: true, description: The pet, schema: {$ref: '#/definitions/Pet'}}
responses:
  Missing: {description: gone, schema: {type: object, properties: {code: {type: string}}}}
securityDefinitions:
  basic: {type: basic}
  key: {type: apiKey, in: header, name: X-Key}
  oauth: {type: oauth2, flow: accessCode, authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: {read: Reads}}
paths:
  /pets/{id}:
    parameters:
      - {name: id, in: path, required: true, type: string}
    get:
      operationId: get
      parameters:
        - $ref: '#/parameters/limit'
        - {name: tags, in: query, type: array, items: {type: string}, collectionFormat: multi}
        - {name: ids, in: query, type: array, items: {type: integer}, collectionFormat: pipes}
        - {name: X-List, in: header, type: array, items: {type: string}}
        - {name: tabs, in: query, type: array, items: {type: string}, collectionFormat: tsv}
      responses:
        200:
          description: ok
          schema: {type: array, items: {$ref: '#/definitions/Pet'}}
          headers: {X-Total: {type: integer, description: How many}}
          examples: {application/json: [{kind: cat}]}
        404: {$ref: '#/responses/Missing'}
    put:
      consumes: [application/xml, application/json]
      parameters: [{$ref: '#/parameters/pet'}]
      responses: {204: {description: done}}
    post:
      parameters:
        - {name: photo, in: formData, type: file, required: true, description: A photo}
        - {name: labels, in: formData, type: array, items: {type: string}, collectionFormat: multi}
      responses: {200: {description: file, schema: {type: file}}}
`;

describe('Swagger 2.0', () => {
  const openapi = openApiOf(text);
  const at = (...keys: readonly string[]) => nodeAt(openapi, child, ...keys);
  const operation = (method: string) => at('paths', '/pets/{id}', method);

  it('has servers, https first', () => {
    expect(openapi.root.servers).toEqual([{ url: 'https://api.example.com/v1' }, { url: 'http://api.example.com/v1' }]);
    expect(openApiOf('swagger: "2.0"\nbasePath: /api\n').root.servers).toEqual([{ url: '/api' }]);
    expect(openApiOf('swagger: "2.0"\nhost: h\n').root.servers).toEqual([{ url: 'https://h' }]);
  });

  it('has schemas, which are the parsed ones', () => {
    const pet = at('components', 'schemas', 'Pet');
    expect(pet.pointer).toBe('/definitions/Pet');
    expect(pet.value).toBe((openapi.sources[0]?.value as { definitions: { Pet: unknown } }).definitions.Pet);
    expect(openapi.deref(at('components', 'schemas', 'Pet', 'properties', 'owner'))).toMatchObject({ pointer: '/definitions/Owner' });
    expect(openapi.componentName(pet)).toBe('Pet');
    expect(openapi.refer(pet, 'Owner')?.pointer).toBe('/definitions/Owner');
  });

  it('has parameters with schemas and styles', () => {
    expect(at('paths', '/pets/{id}').value.parameters).toEqual([{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }]);
    expect(operation('get').value.parameters).toEqual([
      { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 10, default: 5 } },
      { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } }, style: 'form', explode: true },
      { name: 'ids', in: 'query', schema: { type: 'array', items: { type: 'integer' } }, style: 'pipeDelimited', explode: false },
      { name: 'X-List', in: 'header', schema: { type: 'array', items: { type: 'string' } }, style: 'simple', explode: false },
      { name: 'tabs', in: 'query', schema: { type: 'array', items: { type: 'string' } }, style: 'form', explode: false },
    ]);
    expect(resolve(sourcesOf({ 'a.yaml': text })).diagnostics).toMatchObject([{ code: 'resolve/tsv', place: { pointer: '/paths/~1pets~1{id}/get/parameters/4' } }]);
  });

  it('has request bodies', () => {
    const body = at('paths', '/pets/{id}', 'put', 'requestBody');
    expect(body.value).toEqual({
      description: 'The pet',
      required: true,
      content: { 'application/xml': { schema: { $ref: '#/definitions/Pet' } }, 'application/json': { schema: { $ref: '#/definitions/Pet' } } },
    });
    expect(body.pointer).toBe('/parameters/pet');
    const schema = at('paths', '/pets/{id}', 'put', 'requestBody', 'content', 'application/json', 'schema');
    expect(schema.pointer).toBe('/parameters/pet/schema');
    expect(openapi.deref(schema)?.value).toBe(at('components', 'schemas', 'Pet').value);
  });

  it('has forms', () => {
    expect(at('paths', '/pets/{id}', 'post', 'requestBody').value).toEqual({
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['photo'],
            properties: { photo: { type: 'string', format: 'binary', description: 'A photo' }, labels: { type: 'array', items: { type: 'string' } } },
          },
          encoding: { labels: { style: 'form', explode: true } },
        },
      },
    });
    expect(at('paths', '/pets/{id}', 'post', 'requestBody', 'content', 'multipart/form-data', 'schema', 'properties', 'labels').pointer).toBe('/paths/~1pets~1{id}/post/parameters/1');
  });

  it('has responses with content, headers and examples', () => {
    expect(at('paths', '/pets/{id}', 'get', 'responses', '200').value).toEqual({
      description: 'ok',
      headers: { 'X-Total': { schema: { type: 'integer' }, description: 'How many' } },
      content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/definitions/Pet' } }, example: [{ kind: 'cat' }] } },
    });
    expect(at('paths', '/pets/{id}', 'get', 'responses', '404', 'content', 'application/json', 'schema', 'properties', 'code').pointer).toBe('/responses/Missing/schema/properties/code');
    expect(at('paths', '/pets/{id}', 'put', 'responses', '204').value).toEqual({ description: 'done' });
    expect(at('paths', '/pets/{id}', 'get', 'responses', '200', 'content', 'application/json', 'schema').pointer).toBe('/paths/~1pets~1{id}/get/responses/200/schema');
  });

  it('has security schemes', () => {
    expect(at('components', 'securitySchemes').value).toEqual({
      basic: { type: 'http', scheme: 'basic' },
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      oauth: { type: 'oauth2', flows: { authorizationCode: { authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: { read: 'Reads' } } } },
    });
    expect(at('components', 'securitySchemes', 'key').pointer).toBe('/securityDefinitions/key');
  });

  it('leaves prototypes alone', () => {
    const odd = openApiOf('swagger: "2.0"\npaths: {__proto__: {get: {responses: {}}}}\nsecurityDefinitions: {__proto__: {type: basic}}\n');
    expect(Object.keys(odd.root.paths as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).get).toBeUndefined();
  });

  it('does not multiply what is written once', () => {
    const types = JSON.stringify(Array.from({ length: 2_000 }, (_, index) => `a/b${index}`));
    const uses = Array.from({ length: 2_000 }, (_, index) => `  /p${index}: {$ref: '#/x-item'}\n  /q${index}: {get: {responses: {200: {$ref: '#/responses/R'}}}}`).join('\n');
    const files = sourcesOf({ 'a.yaml': `swagger: "2.0"\nproduces: ${types}\nresponses: {R: {description: r, schema: {type: string}}}\nx-item: {get: {responses: {}}}\npaths:\n${uses}\n` });
    const { value, diagnostics } = resolve(files);
    expect(diagnostics).toMatchObject([{ code: 'resolve/media-types', place: { pointer: '/produces' } }]);
    const made = value?.root.paths as Record<string, { get: { responses: Record<string, { content: object }> } }>;
    expect(made['/p0']).toBe(made['/p1999']);
    expect(made['/q0']?.get.responses['200']).toBe(made['/q1999']?.get.responses['200']);
    expect(Object.keys(made['/q0']?.get.responses['200']?.content ?? {})).toHaveLength(50);
  });
});

it('says that form fields next to a body are left out', () => {
  const both = 'swagger: "2.0"\ninfo: {title: T, version: "1"}\npaths:\n  /a:\n    post:\n      parameters: [{name: b, in: body, schema: {type: object}}, {name: f, in: formData, type: string}, {name: g, in: formData, type: string}]\n      responses: {200: {description: ok}}\n';
  const { diagnostics } = resolve(sourcesOf({ 'api.yaml': both }));
  expect(diagnostics).toMatchObject([
    { code: 'resolve/body-and-form', severity: 'warning', place: { pointer: '/paths/~1a/post/parameters/1' } },
  ]);
  expect(diagnostics[0]?.message).toContain('`f`, `g`');
});
