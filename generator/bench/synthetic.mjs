// A document of any size: resources with five operations and four schemas each, which refer to one another as real ones do.

const page = (item) => ({ type: 'object', required: ['data'], properties: { data: { type: 'array', items: item }, next_cursor: { type: ['string', 'null'] } } });

const json = (schema) => ({ content: { 'application/json': { schema } } });

const ref = (name) => ({ $ref: `#/components/schemas/${name}` });

/** The next thing of the same ten: things refer to one another in rings, but no chain of references grows with the document. */
const neighbour = (n) => n - (n % 10) + ((n + 1) % 10);

function schemas(n) {
  return {
    [`Thing${n}`]: {
      type: 'object',
      description: `Thing number ${n}, with a sentence that says what it is.`,
      required: ['id', 'name', 'kind'],
      properties: {
        id: { type: 'string', description: 'Unique identifier.' },
        name: { type: 'string', maxLength: 200 },
        kind: ref(`Kind${n}`),
        size: { type: 'integer', format: 'int64' },
        created_at: { type: 'string', format: 'date-time' },
        parent: { anyOf: [ref(`Thing${neighbour(n)}`), { type: 'null' }] },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        parts: { type: 'array', items: { type: 'object', required: ['part'], properties: { part: { type: 'string' }, weight: { type: 'number' } } } },
      },
    },
    [`Kind${n}`]: { type: 'string', enum: ['small', 'middle', 'large', `special_${n}`] },
    [`NewThing${n}`]: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, kind: ref(`Kind${n}`), labels: { type: 'object', additionalProperties: { type: 'string' } } } },
    [`ThingPage${n}`]: page(ref(`Thing${n}`)),
  };
}

function paths(n) {
  const tags = [`things${n}`];
  const problem = { description: 'Not found', ...json(ref('Problem')) };
  const ok = (schema) => ({ 200: { description: 'Done', ...json(schema) }, 404: problem });
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
  const query = (name, schema) => ({ name, in: 'query', schema });
  return {
    [`/things${n}`]: {
      get: { tags, operationId: `listThings${n}`, summary: 'Lists things', parameters: [query('cursor', { type: 'string' }), query('limit', { type: 'integer' }), query('kind', ref(`Kind${n}`))], responses: ok(ref(`ThingPage${n}`)) },
      post: { tags, operationId: `createThing${n}`, summary: 'Creates a thing', requestBody: { required: true, ...json(ref(`NewThing${n}`)) }, responses: ok(ref(`Thing${n}`)) },
    },
    [`/things${n}/{id}`]: {
      get: { tags, operationId: `getThing${n}`, summary: 'Retrieves a thing', parameters, responses: ok(ref(`Thing${n}`)) },
      patch: { tags, operationId: `updateThing${n}`, summary: 'Updates a thing', parameters, requestBody: { required: true, ...json(ref(`NewThing${n}`)) }, responses: ok(ref(`Thing${n}`)) },
      delete: { tags, operationId: `deleteThing${n}`, summary: 'Deletes a thing', parameters, responses: { 204: { description: 'Gone' }, 404: problem } },
    },
  };
}

/** An OpenAPI 3.1 document with so many operations, five a resource. */
export function syntheticDocument(operations) {
  const count = operations / 5;
  const numbers = Array.from({ length: count }, (_, n) => n);
  const problem = { type: 'object', properties: { title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' } } };
  return {
    openapi: '3.1.0',
    info: { title: 'Synthetic', version: '1.0.0' },
    servers: [{ url: 'https://api.example.com' }],
    paths: Object.assign({}, ...numbers.map(paths)),
    components: { schemas: Object.assign({ Problem: problem }, ...numbers.map(schemas)) },
  };
}
