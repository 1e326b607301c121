import { chain, count, nested, table, text, using, type Part } from './document.js';

const twice = (link: (next: Part, index: number) => Part, length = 30): Part => using(chain(length, link));
const inline = (): Part => ({ type: 'object', properties: { q: text } });

/** Documents in which a value is used twice on each of many levels, so that a tree that is written out has 2^30 leaves. */
export const doubling: Readonly<Record<string, () => unknown>> = {
  'required properties': () => twice((next) => ({ type: 'object', required: ['a', 'b'], properties: { a: next, b: next } })),
  'optional properties': () => twice((next) => ({ type: 'object', properties: { a: next, b: next } })),
  'required properties beside optional ones': () => twice((next) => ({ type: 'object', required: ['a'], properties: { a: next, b: next, c: next } })),
  'items with a least number': () => twice((next) => ({ type: 'array', minItems: 3, items: next })),
  'inline items with a least number': () => using({ N0: nested(60, (items) => ({ type: 'array', minItems: 10, items })) as Part }),
  'tuples': () => twice((next) => ({ type: 'array', prefixItems: [next, next] })),
  'tuples with a rest': () => twice((next) => ({ type: 'array', prefixItems: [next, next], items: next })),
  'a map and a list': () => twice((next) => ({ type: 'object', required: ['m', 'n'], properties: { m: { type: 'object', additionalProperties: next }, n: { type: 'array', items: next } } })),
  'a record with additional properties': () => twice((next) => ({ type: 'object', required: ['a', 'b'], properties: { a: next, b: next }, additionalProperties: next })),
  'pattern properties': () => twice((next) => ({ type: 'object', required: ['a'], properties: { a: next }, patternProperties: { '^x': next, '^y': next } })),
  'allOf of the same twice': () => twice((next) => ({ allOf: [next, next] })),
  'allOf with own properties': () => twice((next, index) => ({ allOf: [next, { type: 'object', required: ['a'], properties: { a: next, [`p${index}`]: text } }] })),
  'allOf of unions': () => using({ N0: { allOf: count(30).map((index) => ({ oneOf: [{ type: 'object', properties: { [`a${index}`]: text } }, inline()] })) } }),
  'allOf of a union on each level': () => twice((next, index) => ({ allOf: [next, { oneOf: [{ type: 'object', properties: { [`a${index}`]: text } }, inline()] }] })),
  'oneOf': () => twice((next) => ({ oneOf: [next, inline()] })),
  'oneOf of the same twice': () => twice((next) => ({ oneOf: [next, next] })),
  'oneOf of records around the next': () => twice((next, index) => ({ oneOf: [{ type: 'object', required: ['k', 'a', 'b'], properties: { k: { const: `x${index}` }, a: next, b: next } }, { type: 'object', required: ['a', 'b'], properties: { a: next, b: next } }] })),
  'anyOf with null': () => twice((next) => ({ anyOf: [next, { type: 'null' }, { anyOf: [next, { type: 'null' }] }] })),
  'anyOf beside properties': () => twice((next) => ({ type: 'object', required: ['a', 'b'], properties: { a: next, b: next }, anyOf: [{ required: ['a'] }, { required: ['b'] }] })),
  'not, if, then, else and their like': () => twice((next) => ({ not: next, if: next, then: next, else: next, dependentSchemas: { a: next, b: next }, propertyNames: next, contains: next, unevaluatedProperties: next })),
  'references with siblings': () => twice((next) => ({ type: 'object', required: ['a', 'b'], properties: { a: { ...next, description: 'd', nullable: true }, b: { ...next, title: 'x', type: 'object', required: ['k'], properties: { k: next } } } })),
  'nullable references': () => twice((next) => ({ type: 'object', required: ['a', 'b'], properties: { a: { oneOf: [next, { type: 'null' }] }, b: { anyOf: [next, { type: 'null' }] } } })),
  'lists in lists': () => twice((next) => ({ type: 'array', items: { type: 'array', prefixItems: [next, { type: 'array', items: next }] } })),
  'form fields': () => {
    const made = twice((next) => ({ type: 'object', required: ['a', 'b'], properties: { a: next, b: next } })) as { paths: { '/x': { post: { requestBody: Part } } } };
    made.paths['/x'].post.requestBody = { required: true, content: { 'multipart/form-data': { schema: { $ref: '#/components/schemas/N0' } } } };
    return made;
  },
  'many operations that send one large value': () => {
    const made = using(chain(60, (next) => ({ type: 'object', required: ['a', 'b'], properties: { a: next, b: next } }))) as { paths: Record<string, unknown> };
    return { ...made, paths: table(40, (index) => [`/x${index}`, made.paths['/x']]) };
  },
  'parameters': () => using(chain(30, (next) => ({ type: 'object', required: ['a', 'b'], properties: { a: next, b: next } })), {
    paths: { '/x/{p}': { get: { parameters: [{ name: 'p', in: 'path', required: true, schema: { $ref: '#/components/schemas/N0' } }, { name: 'q', in: 'query', required: true, style: 'deepObject', schema: { $ref: '#/components/schemas/N0' } }, { name: 'h', in: 'header', required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/N0' } } } }], responses: { 200: { description: 'OK', headers: { H: { schema: { $ref: '#/components/schemas/N0' } } } } } } } },
  }),
  'pages': () => using(chain(30, (next) => ({ type: 'object', required: ['a', 'b'], properties: { a: next, b: next } })), {
    paths: { '/x': { get: { parameters: [{ name: 'cursor', in: 'query', schema: text }], responses: { 200: { description: 'OK', content: { 'application/json': { schema: { type: 'object', required: ['data', 'next_cursor'], properties: { data: { type: 'array', items: { $ref: '#/components/schemas/N0' } }, next_cursor: text } } } } } } } } },
  }),
  'server-sent events': () => using(chain(30, (next) => ({ type: 'object', required: ['a', 'b'], properties: { a: next, b: next } })), {
    paths: { '/x': { post: { requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { stream: { type: 'boolean' }, in: { $ref: '#/components/schemas/N0' } } } } } }, responses: { 200: { description: 'OK', content: { 'text/event-stream': { schema: { $ref: '#/components/schemas/N0' } } } } } } } },
  }),
  'webhooks': () => using(chain(30, (next) => ({ type: 'object', required: ['a', 'b'], properties: { a: next, b: next } })), {
    webhooks: { w: { post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/N0' } } } }, responses: { 200: { description: 'OK' } } } } },
  }),
};
