/** One text with everything in it that ends a comment, a docstring, a literal or a line of Python. */
export const bomb =
  '"""\nPWN()\n"""; PWN() \'\'\'\nPWN()\n\'\'\' \\"""PWN()\\\\" {PWN()} ${PWN()} %s \r# PWN()\u2028PWN()\u2029\u0085PWN()\u000b\u000c\u202ePWN\u2066\u0000\ud800 # type: ignore # -*- coding: utf-7 -*- \\N{BULLET} \\x41 \\';

/** The same without half a character, which no URL holds. */
const schemaName = bomb.replace('\ud800', '');

const text = { type: 'string' };
const ok = (schema: object): object => ({ 200: { description: bomb, content: { 'application/json': { schema } } } });

/** Texts that a literal has to keep. */
export const hostileValues = ["a',B=PWN(),C='", 'App\\Models', '\ud800', '', '+1', 'a"b\'c', '\u2028', '"""', '\\', 'a\nb', '\u202e', bomb];

/** A document whose every text wants to be run. */
export const hostileSpec = {
  openapi: '3.1.0',
  info: { title: `Evil"\n[project.scripts]\nx = "PWN" ${bomb}`, version: `1'${bomb}`, description: bomb, contact: { name: bomb, email: bomb } },
  servers: [{ url: "https://evil.test/'\"{x}", description: bomb, variables: { x: { default: 'PWN()"' } } }],
  security: [{ "k'ey": [] }],
  components: {
    securitySchemes: {
      ['__proto__']: { type: 'apiKey', in: 'header', name: 'X-Key', description: bomb },
      "k'ey": { type: 'apiKey', in: 'query', name: "a'b\"${PWN()}\\" },
    },
    schemas: {
      [schemaName]: { type: 'object', title: bomb, description: bomb, required: [bomb], properties: { [bomb]: { type: 'string', description: bomb, default: bomb, pattern: 'a""";PWN\\(\\);b\n' }, 'x"""': text, '#': text } },
      Values: { type: 'string', enum: hostileValues },
      Const: { type: 'object', required: ['kind'], properties: { kind: { const: bomb }, other: { const: '"""' } } },
      Union: { oneOf: [{ $ref: '#/components/schemas/Const' }, { type: 'object', required: ['kind'], properties: { kind: { const: 'b' } } }], discriminator: { propertyName: 'kind' } },
      '../../../tmp/x': { type: 'object', description: 'ends with a backslash \\', properties: { a: { ...text, description: '"' }, b: { ...text, description: 'ends in \\"""' } } },
    },
  },
  paths: {
    "/x'/\"${PWN()}/{id}/\\": {
      get: {
        operationId: bomb,
        tags: [bomb],
        summary: bomb,
        description: bomb,
        deprecated: true,
        parameters: [
          { name: 'id', in: 'path', required: true, schema: text, description: bomb },
          { name: "q'\"${PWN()}\\", in: 'query', schema: { ...text, default: bomb }, description: bomb },
          { name: bomb, in: 'query', schema: { type: 'array', items: { type: 'string', enum: hostileValues } } },
        ],
        responses: ok({ $ref: '#/components/schemas/Union' }),
      },
    },
    '/con': {
      post: {
        tags: ['../../../tmp/x'],
        requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { [bomb]: text, values: { $ref: '#/components/schemas/Values' } } } } } },
        responses: ok({ $ref: '#/components/schemas/..~1..~1..~1tmp~1x' }),
      },
    },
    '/all': { get: { responses: ok({ type: 'object', properties: { inner: { $ref: `#/components/schemas/${encodeURIComponent(schemaName)}` } } }) } },
  },
};
