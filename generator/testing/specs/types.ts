const text = { type: 'string' };
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const ok = (schema: object): object => ({ 200: { description: 'Fine.', content: { 'application/json': { schema } } } });
const body = (schema: object, type = 'application/json'): object => ({ required: true, content: { [type]: { schema } } });

/** A document with every shape of type, paged, streamed, uploaded and downloaded. */
export const typesSpec = {
  openapi: '3.1.0',
  info: { title: 'Shapes', version: '1', contact: { email: 'help@shapes.test' } },
  servers: [{ url: 'https://shapes.test/v1' }, { url: 'https://eu.shapes.test/v1', description: 'Europe' }],
  security: [{ key: [] }],
  paths: {
    '/shapes': {
      get: {
        operationId: 'listShapes',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', default: 20 } },
          { name: 'cursor', in: 'query', schema: text },
          { name: 'filter', in: 'query', style: 'deepObject', schema: { type: 'object', properties: { minSize: { type: 'integer' }, since: { type: 'string', format: 'date-time' } } } },
          { name: 'ids', in: 'query', schema: { type: 'array', items: { type: 'integer' } }, explode: false },
        ],
        responses: ok({ type: 'object', required: ['data', 'has_more'], properties: { data: { type: 'array', items: ref('Shape') }, has_more: { type: 'boolean' }, next_cursor: { type: ['string', 'null'] } } }),
      },
      post: { operationId: 'createShape', requestBody: body(ref('NewShape')), responses: ok(ref('Shape')) },
    },
    '/shapes/{shape_id}': {
      parameters: [{ name: 'shape_id', in: 'path', required: true, schema: text }],
      get: { operationId: 'getShape', responses: ok(ref('Shape')) },
      patch: { operationId: 'updateShape', deprecated: true, requestBody: body(ref('Record')), responses: ok(ref('Record')) },
      delete: { operationId: 'deleteShape', responses: { 204: { description: 'Gone.' } } },
    },
    '/shapes/{shape_id}/image': {
      parameters: [{ name: 'shape_id', in: 'path', required: true, schema: text }],
      get: { operationId: 'getImage', responses: { 200: { description: 'Fine.', content: { 'image/png': { schema: { type: 'string', format: 'binary' } } } } } },
      put: {
        operationId: 'putImage',
        requestBody: body({ type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' }, parts: { type: 'array', items: { type: 'string', format: 'binary' } }, note: text } }, 'multipart/form-data'),
        responses: ok(ref('Shape')),
      },
    },
    '/events': {
      post: {
        operationId: 'createEvents',
        requestBody: body({ type: 'object', required: ['topic'], properties: { topic: text, stream: { type: 'boolean' } } }),
        responses: { 200: { description: 'Fine.', content: { 'application/json': { schema: ref('Shape') }, 'text/event-stream': { schema: ref('Shape') } } } },
      },
    },
    '/values': {
      get: { operationId: 'getValues', responses: ok(ref('Json')) },
      put: { operationId: 'putValues', requestBody: body({ type: 'array', items: ref('Record') }), responses: ok({ type: 'array', items: ref('Tree') }) },
      post: { operationId: 'postValues', requestBody: body(ref('Json')), responses: ok(ref('Pair')) },
    },
    '/text': { get: { operationId: 'getText', responses: { 200: { description: 'Fine.', content: { 'text/plain': { schema: text } } } } } },
    '/form': { post: { operationId: 'postForm', requestBody: body({ type: 'object', required: ['a'], properties: { a: text, b: { type: 'array', items: text } } }, 'application/x-www-form-urlencoded'), responses: ok(text) } },
  },
  components: {
    securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Shape: { oneOf: [ref('Circle'), ref('Square')], discriminator: { propertyName: 'kind' } },
      Circle: { type: 'object', required: ['kind', 'radius'], properties: { kind: { const: 'circle' }, radius: { type: 'number' }, madeAt: { type: 'string', format: 'date-time', readOnly: true }, center: ref('Pair') } },
      Square: { type: 'object', required: ['kind', 'side'], properties: { kind: { const: 'square' }, side: { type: 'number' }, inside: { type: 'array', items: ref('Shape') }, secret: { type: 'string', writeOnly: true } } },
      NewShape: { allOf: [ref('Shape'), { type: 'object', properties: { label: text } }] },
      Pair: { type: 'array', prefixItems: [{ type: 'number' }, text], items: false, minItems: 2 },
      Tree: { type: 'object', required: ['value'], properties: { value: text, left: ref('Tree'), right: { oneOf: [ref('Tree'), { type: 'null' }] }, children: { type: 'array', items: ref('Tree') }, byName: { type: 'object', additionalProperties: ref('Tree') } } },
      Json: { oneOf: [text, { type: 'number' }, { type: 'boolean' }, { type: 'null' }, { type: 'array', items: ref('Json') }, { type: 'object', additionalProperties: ref('Json') }] },
      Ping: { type: 'array', items: ref('Pong') },
      Pong: { oneOf: [text, ref('Ping')] },
      Closed: { type: 'object', additionalProperties: false, properties: { only: text } },
      Record: {
        type: 'object',
        required: ['id', 'state'],
        additionalProperties: { type: 'integer' },
        properties: {
          id: { type: 'integer', format: 'int64' },
          state: { type: 'string', enum: ['on', 'off'], default: 'on' },
          open: { anyOf: [{ type: 'string', enum: ['a', 'b'] }, text] },
          day: { type: 'string', format: 'date' },
          price: { type: 'string', format: 'decimal' },
          data: { type: 'string', contentEncoding: 'base64' },
          nothing: { type: 'null' },
          either: { oneOf: [text, { type: 'integer' }, ref('Closed')] },
          nested: { type: 'object', required: ['deep'], properties: { deep: { type: 'object', properties: { deeper: { type: 'array', items: { type: 'object', properties: { fooBar: text } } } } } } },
          pong: ref('Pong'),
          any: {},
        },
      },
    },
  },
};
