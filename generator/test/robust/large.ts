import { calling, chain, count, document, nested, ref, table, text, using, type Part } from './document.js';

const responses = { 200: { description: 'OK' } };

/** Documents with very many, very long or very deep parts of each kind. */
export const large: Readonly<Record<string, () => unknown>> = {
  'a chain of 10,000 references': () => using(chain(10_000, (next) => next)),
  'a chain of 10,000 properties': () => using(chain(10_000, (next) => ({ type: 'object', required: ['p'], properties: { p: next } }))),
  'a chain of 10,000 lists': () => using(chain(10_000, (next) => ({ type: 'array', items: next }))),
  'a chain of 2,000 allOf': () => using(chain(2000, (next, index) => ({ allOf: [next, { type: 'object', properties: { [`p${index}`]: text } }] }))),
  'a chain of 2,000 oneOf': () => using(chain(2000, (next, index) => ({ oneOf: [next, { type: 'object', properties: { [`p${index}`]: text } }] }))),
  'a chain of 5,000 nullables': () => using(chain(5000, (next) => ({ anyOf: [next, { type: 'null' }] }))),
  'references in circles': () => using({ N0: ref('N0'), N1: ref('N2'), N2: ref('N1'), N3: { allOf: [ref('N3'), ref('N4')] }, N4: { oneOf: [ref('N3'), ref('N4')] }, N5: { type: 'array', items: ref('N5') } }),
  'a circle through every schema': () => using(table(300, (index) => [`N${index}`, { type: 'object', required: ['a'], properties: { a: ref(`N${(index + 1) % 300}`), ...table(20, (other) => [`p${other}`, ref(`N${(index * 7 + other) % 300}`)]) } }])),
  'unions that hold each other': () => using(table(60, (index) => [`N${index}`, { oneOf: count(60).filter((other) => other !== index).map((other) => ref(`N${other}`)) }])),
  'objects 150 deep': () => using({ N0: nested(150, (p) => ({ type: 'object', required: ['p'], properties: { p } })) }),
  'lists 400 deep': () => using({ N0: nested(400, (items) => ({ type: 'array', items })) }),
  'unions 150 deep': () => using({ N0: nested(150, (inner) => ({ oneOf: [inner, { type: 'integer' }] })) }),
  'allOf 200 deep': () => using({ N0: nested(200, (inner) => ({ allOf: [inner, { properties: { a: text } }] })) }),
  'nesting of 20,000': () => `{"openapi":"3.1.0","x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  'nesting that never closes': () => '{"a":'.repeat(100_000),
  'a union of 1,500 with 1,500 in each': () =>
    using({
      N0: { oneOf: count(1500).map((index) => ({ allOf: [{ type: 'object', properties: { [`c${index % 7}`]: text } }, ref('N1')] })) },
      N1: { oneOf: count(1500).map((index) => ({ type: 'object', properties: { [`y${index}`]: text } })) },
    }),
  'a union of 2,000 records': () => using({ N0: { oneOf: count(2000).map((index) => ({ type: 'object', required: ['t'], properties: { t: { const: `k${index}` }, [`x${index}`]: text } })) } }),
  'a union of 3,000 equal texts': () => using({ N0: { anyOf: count(3000).map((index) => ({ type: 'string', maxLength: index })) } }),
  'an object of 5,000 properties': () => using({ N0: { type: 'object', required: count(5000).map((index) => `p${index}`), properties: table(5000, (index) => [`p${index}`, text]) } }),
  'an object of 3,000 objects': () => using({ N0: { type: 'object', properties: table(3000, (index) => [`p${index}`, { type: 'object', properties: { a: text } }]) } }),
  '3,000 properties that look alike': () => using({ N0: { type: 'object', properties: table(3000, (index) => ['-'.repeat(index), text]) } }),
  '3,000 schemas that look alike': () =>
    document({
      paths: { '/x': { get: { responses: { 200: { description: 'OK', content: { 'application/json': { schema: { anyOf: count(3000).map((index) => ref(`Foo${'-'.repeat(index % 900)}`)) } } } } } } } },
      components: { schemas: table(900, (index) => [`Foo${'-'.repeat(index)}`, { type: 'object', properties: { a: text } }]) },
    }),
  '800 operations that look alike': () => document({ paths: table(800, (index) => [`/p${'-'.repeat(index)}`, { get: { operationId: `op${'-'.repeat(index)}`, responses } }]) }),
  '400 tags that look alike': () => document({ paths: table(400, (index) => [`/p${index}`, { get: { tags: [`tag${'-'.repeat(index)}`], operationId: 'list', responses } }]) }),
  'an enum of 100,000': () => using({ N0: { type: 'string', enum: count(100_000).map((index) => `v${index}`) } }),
  'an enum of 5,000 that look alike': () => using({ N0: { type: 'string', enum: count(5000).map((index) => `${'-'.repeat(index % 70)}a${'_'.repeat(Math.floor(index / 70))}`) } }),
  'a union of 5,000 constants': () => using({ N0: { oneOf: count(5000).map((index) => ({ const: `v${index}`, title: `T${index % 9}` })) } }),
  '3,000 parameters': () => calling({ parameters: count(3000).map((index) => ({ name: `p${index}`, in: 'query', schema: text })) }),
  '1,000 parameters that look alike': () => calling({ parameters: count(1000).map((index) => ({ name: `p${'-'.repeat(index)}`, in: index % 2 === 0 ? 'query' : 'header', schema: text })) }),
  '500 statuses': () => calling({ responses: table(500, (index) => [String(index + 100), { description: 'd', content: { 'application/json': { schema: { type: 'object', properties: { [`p${index}`]: text } } } } }]) }),
  '5,000 media types': () => calling({ responses: { 200: { description: 'd', content: table(5000, (index) => [`application/x${index}+json`, { schema: { type: 'object', properties: { [`p${index}`]: text } } }]) } } }),
  '5,000 headers': () => calling({ responses: { 200: { description: 'd', headers: table(5000, (index) => [`X-H${index}`, { schema: text }]) } } }),
  '5,000 callbacks': () => calling({ callbacks: table(5000, (index) => [`c${index}`, { '{$request.query.url}': { post: { responses } } }]) }),
  'callbacks in callbacks': () => calling({ callbacks: nested(45, (inner) => ({ c: { '{$url}': { post: { responses, callbacks: inner } } }, d: { '{$url}': { $ref: '#/paths/~1x' } } }), {}) }),
  '5,000 links': () => calling({ responses: { 200: { description: 'd', links: table(5000, (index) => [`l${index}`, { operationId: 'x', parameters: { a: '$request.path.id' } }]) } } }),
  '5,000 named examples': () => using({ N0: { type: 'object', additionalProperties: text } }, { paths: { '/x': { post: { requestBody: { content: { 'application/json': { schema: ref('N0'), examples: table(5000, (index) => [`e${index}`, { value: { a: `v${index}` } }]) } } }, responses } } } }),
  'an example of 5 MB': () => using({ N0: { type: 'object', example: table(50_000, (index) => [`k${index}`, 'x'.repeat(90)]) } }),
  'an example 480 deep': () => using({ N0: { type: 'object', required: ['p'], properties: { p: {} }, example: nested(480, (p) => ({ p }), 'x') } }),
  'an example of a recursive union': () => using({ N0: { oneOf: count(8).map(() => ({ type: 'object', required: ['n'], properties: { n: ref('N0') } })), example: nested(38, (n) => ({ n }), { m: 1 }) } }),
  'an example of a doubled union': () => using({ ...chain(25, (next) => ({ oneOf: [{ type: 'object', required: ['n'], properties: { n: next, a: text } }, { type: 'object', required: ['n'], properties: { n: next, b: text } }] })), N25: { type: 'string' } }, { paths: { '/x': { post: { requestBody: { content: { 'application/json': { schema: ref('N0'), example: nested(25, (n) => ({ n }), 1) } } }, responses } } } }),
  '100,000 paths without operations': () => document({ paths: { ...table(100_000, (index) => [`/p${index}`, {}]), '/x': { get: { responses } } } }),
  '250 operations below one resource': () => document({ paths: table(250, (index) => [`/things/{id}/a${index}`, { post: { responses } }]) }),
  'paths 60 deep, each with an operation': () => document({ paths: table(60, (index) => [`/${'a/'.repeat(index)}b`, { get: { responses } }]) }),
  'a path of 1,000 segments': () => document({ paths: { [`/${'a/'.repeat(1000)}b`]: { get: { responses } }, '/x': { get: { responses } } } }),
  'paths of 50,000 characters': () => document({ paths: { [`/${'{a}'.repeat(10_000)}`]: { get: { responses } }, [`/${'{'.repeat(50_000)}`]: { get: { responses } }, [`/${'a/'.repeat(25_000)}`]: { get: { responses } }, [`/${'s'.repeat(60_000)}`]: { get: { responses } } } }),
  '1,000 tags, of which 200 are used': () => document({ tags: count(1000).map((index) => ({ name: `t${index}`, description: `Tag ${index}.` })), paths: table(200, (index) => [`/t${index}`, { get: { tags: [`t${index}`], responses } }]) }),
  'a security list of 10,000': () => calling({ security: count(10_000).map((index) => ({ [`s${index % 50}`]: [] })) }, '/x', { components: { securitySchemes: table(50, (index) => [`s${index}`, { type: 'apiKey', in: 'header', name: `X-${index}` }]) }, security: count(5000).map(() => ({ s0: [], s1: [], s2: [] })) }),
  'scopes by the thousand': () => calling({ security: [{ o: count(20_000).map((index) => `scope:${index}`) }] }, '/x', { components: { securitySchemes: { o: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://a.test/t', scopes: table(20_000, (index) => [`scope:${index}`, 'd']) } } } } } }),
  '5,000 servers, with 1,000 variables in one': () => calling({}, '/x', { servers: [{ url: `https://${count(1000).map((index) => `{v${index}}`).join('.')}.test`, variables: table(1000, (index) => [`v${index}`, { default: 'a' }]) }, ...count(5000).map((index) => ({ url: `https://s${index}.test` }))] }),
  'servers of nothing but braces': () => calling({}, '/x', { servers: [{ url: '{'.repeat(50_000) }, { url: `https://${'{a}'.repeat(20_000)}.test` }] }),
  'references in circles outside of schemas': () =>
    document({
      paths: { '/x': { $ref: '#/paths/~1x' }, '/y': { $ref: '#/paths/~1z' }, '/z': { $ref: '#/paths/~1y' }, '/w': { get: { parameters: [{ $ref: '#/components/parameters/P' }], requestBody: { $ref: '#/components/requestBodies/Q' }, responses: { 200: { $ref: '#/components/responses/R' } } } } },
      components: { parameters: { P: { $ref: '#/components/parameters/P' } }, responses: { R: { $ref: '#/components/responses/R' } }, requestBodies: { Q: { $ref: '#/components/requestBodies/Q' } } },
    }),
  'webhooks by the thousand': () => calling({}, '/x', { webhooks: table(1000, (index) => [`w${index}`, { post: { requestBody: { content: { 'application/json': { schema: { type: 'object', required: ['t'], properties: { t: { const: `w${index}` } } } } } }, responses } }]) }),
  'diagnostics by the thousand': () => using({ N0: { type: 'object', properties: table(20_000, (index) => [`p${index}`, { type: 'strin', $comment: 'x' }]) } }),
  'unknown extensions by the thousand': () => using({ N0: { type: 'object', properties: table(2000, (index) => [`p${index}`, { type: 'string', [`x-e${index}`]: 1 }]) } }),
  'keys that are given twice by the hundred thousand': () => `{"openapi":"3.1.0","info":{"title":"B","version":"1"},"paths":{"/x":{"get":{"responses":{}}}},"x-a":{${'"a":1,"b\\u0020":[],'.repeat(200_000)}"c":1}}`,
  'references that lead nowhere by the thousand': () => using({ N0: { type: 'object', properties: table(2000, (index) => [`p${index}`, ref(`Missing${index}`)]) }, ...table(500, (index) => [`Missin${index}x`, text]) }),
};

/** Documents of the dialect before. */
export const swagger: Readonly<Record<string, () => unknown>> = {
  'Swagger 2.0, doubled': () => ({
    swagger: '2.0', info: { title: 'B', version: '1' }, host: 'a.test', consumes: count(2000).map((index) => `application/x${index}`), produces: ['application/json'],
    paths: { '/x': { post: { parameters: [{ name: 'b', in: 'body', required: true, schema: { $ref: '#/definitions/N0' } }], responses } } },
    definitions: table(31, (index): readonly [string, Part] => [`N${index}`, index === 30 ? text : { type: 'object', required: ['a', 'b'], properties: { a: { $ref: `#/definitions/N${index + 1}` }, b: { $ref: `#/definitions/N${index + 1}` } } }]),
  }),
};
