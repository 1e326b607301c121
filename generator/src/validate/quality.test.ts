import { describe, expect, it } from 'vitest';
import { openApiOf } from '../resolve/fixture.js';
import { styleOfName } from './casing.js';
import { quality } from './quality.js';

const notes = (text: string) => quality(openApiOf(text)).map(({ code, place }) => `${code} ${place?.pointer ?? ''}`);

const good = `
openapi: 3.1.0
info: {title: T, version: '1', description: About, license: {name: MIT}}
servers: [{url: https://api.example.com}, {url: 'http://localhost:3000'}]
security: [{key: []}]
paths:
  /pets:
    get:
      operationId: listPets
      summary: Lists pets
      tags: [pets]
      parameters: [{name: page_size, in: query, description: How many, schema: {type: integer}}]
      responses:
        200: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        default: {description: no}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: k}}
  schemas:
    Pet: {description: A pet, type: object, properties: {pet_name: {type: string, description: What it hears to, example: Rex}}}
`;

it('has nothing to say about a good document', () => {
  expect(notes(good)).toEqual([]);
});

describe('notes', () => {
  it.each([
    ['a missing description', 'description: About, ', '', 'quality/info /info'],
    ['a missing license', ', license: {name: MIT}', '', 'quality/info /info'],
    ['no servers', /servers:.*/, '', 'quality/servers '],
    ['a server without encryption', "'http://localhost:3000'", "'http://api.example.com'", 'quality/server-insecure /servers/1'],
    ['no operationId', 'operationId: listPets', '', 'quality/operation-id /paths/~1pets/get'],
    ['no summary', 'summary: Lists pets', '', 'quality/summary /paths/~1pets/get'],
    ['no tags', 'tags: [pets]', '', 'quality/tags /paths/~1pets/get'],
    ['no error response', 'default: {description: no}', '', 'quality/error-responses /paths/~1pets/get'],
    ['a silent parameter', ', description: How many', '', 'quality/parameter-description /paths/~1pets/get/parameters/0'],
    ['a silent schema', 'description: A pet, ', '', 'quality/schema-description /components/schemas/Pet'],
    ['a silent property', ', description: What it hears to', '', 'quality/property-descriptions /components/schemas/Pet'],
    ['no example', ', example: Rex', '', 'quality/example /paths/~1pets/get/responses/200/content/application~1json'],
    ['an unused scheme', 'security: [{key: []}]', '', 'quality/unused /components/securitySchemes/key'],
    ['an unused schema', '  schemas:', '  schemas:\n    Old: {title: Old, $ref: "#/components/schemas/Pet"}', 'quality/unused /components/schemas/Old'],
  ])('%s', (_name, from, to, note) => {
    const text = good.replace(from, to);
    expect(text).not.toBe(good);
    expect(notes(text).filter((line) => !line.includes('Old') || line.includes('unused'))).toEqual([note]);
  });

  it('an unnamed object, and a response that may be anything', () => {
    const inline = "{type: object, properties: {a: {type: string, enum: [x]}}}";
    const lines = notes(good.replace("{$ref: '#/components/schemas/Pet'}", inline));
    expect(lines).toEqual(['quality/inline-response /paths/~1pets/get/responses/200/content/application~1json/schema', 'quality/unused /components/schemas/Pet']);
    expect(notes(good.replace("{$ref: '#/components/schemas/Pet'}", '{type: object}'))[0]).toBe('quality/untyped /paths/~1pets/get/responses/200/content/application~1json/schema');
  });

  it('names in an unusual style', () => {
    const names = ['first_name', 'last_name', 'home_address', 'zipCode', 'id'].map((name) => `${name}: {type: string, description: d, example: e}`);
    const text = good.replace(/\{pet_name: .*\}\}/, `{${names.join(', ')}}}`);
    expect(notes(text)).toEqual(['quality/casing /components/schemas/Pet/properties/zipCode']);
  });
});

it('tells styles of names apart', () => {
  expect(['a_b', 'a-b', 'aB', 'AB', 'Ab', 'a', 'a_B', 'A_B', ''].map(styleOfName)).toEqual(['snake_case', 'kebab-case', 'camelCase', 'PascalCase', 'PascalCase', undefined, undefined, undefined, undefined]);
});
