import type { Dialect } from '../resolve/openapi.js';

/** An object of the specification whose fields are all named by it. */
export interface FixedObject {
  /** What the object is called in a message. */
  readonly what: string;
  /** Field names apart by spaces, with the dialect they came with. */
  readonly fields: Readonly<Partial<Record<Dialect, string>>>;
  /** Which fields hold fixed objects again: one, a list, or a map of them. */
  readonly children?: Readonly<Record<string, readonly ['one' | 'list' | 'map', string]>>;
  /** Also takes keywords of schemas: only what is nearly a field is reported. */
  readonly open?: boolean;
}

const schemaKeywords =
  'type format items default enum maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems multipleOf collectionFormat';
const media = { content: ['map', 'mediaType'], examples: ['map', 'example'] } as const;
const described = { externalDocs: ['one', 'externalDocs'] } as const;
const verbs = (...names: readonly string[]): Readonly<Record<string, readonly ['one', string]>> => Object.fromEntries(names.map((name) => [name, ['one', 'operation']]));

const shared = {
  contact: { what: 'contact object', fields: { '2.0': 'name url email' } },
  license: { what: 'license', fields: { '2.0': 'name url', '3.1': 'identifier' } },
  info: {
    what: '`info` object',
    fields: { '2.0': 'title description termsOfService contact license version', '3.1': 'summary' },
    children: { contact: ['one', 'contact'], license: ['one', 'license'] },
  },
  externalDocs: { what: '`externalDocs` object', fields: { '2.0': 'description url' } },
  tag: { what: 'tag', fields: { '2.0': 'name description externalDocs', '3.2': 'summary parent kind' }, children: described },
} as const satisfies Record<string, FixedObject>;

/** The fixed objects of Swagger 2.0. */
export const swaggerObjects: Readonly<Record<string, FixedObject>> = {
  ...shared,
  root: {
    what: 'document',
    fields: { '2.0': 'swagger info host basePath schemes consumes produces paths definitions parameters responses securityDefinitions security tags externalDocs' },
    children: {
      ...described, info: ['one', 'info'], paths: ['map', 'pathItem'], parameters: ['map', 'parameter'], responses: ['map', 'response'],
      securityDefinitions: ['map', 'securityScheme'], tags: ['list', 'tag'],
    },
  },
  pathItem: {
    what: 'path item',
    fields: { '2.0': 'get put post delete options head patch parameters' },
    children: { ...verbs('get', 'put', 'post', 'delete', 'options', 'head', 'patch'), parameters: ['list', 'parameter'] },
  },
  operation: {
    what: 'operation',
    fields: { '2.0': 'tags summary description externalDocs operationId consumes produces parameters responses schemes deprecated security' },
    children: { ...described, parameters: ['list', 'parameter'], responses: ['map', 'response'] },
  },
  parameter: { what: 'parameter', fields: { '2.0': `name in description required schema allowEmptyValue ${schemaKeywords}` }, open: true },
  response: { what: 'response', fields: { '2.0': 'description schema headers examples' }, children: { headers: ['map', 'header'] } },
  header: { what: 'header', fields: { '2.0': `description ${schemaKeywords}` }, open: true },
  securityScheme: { what: 'security scheme', fields: { '2.0': 'type description name in flow authorizationUrl tokenUrl scopes' } },
};

/** The fixed objects of OpenAPI 3. */
export const openApiObjects: Readonly<Record<string, FixedObject>> = {
  ...shared,
  root: {
    what: 'document',
    fields: { '3.0': 'openapi info servers paths components security tags externalDocs', '3.1': 'webhooks jsonSchemaDialect', '3.2': '$self' },
    children: {
      ...described, info: ['one', 'info'], servers: ['list', 'server'], paths: ['map', 'pathItem'], webhooks: ['map', 'pathItem'],
      components: ['one', 'components'], tags: ['list', 'tag'],
    },
  },
  server: { what: 'server', fields: { '3.0': 'url description variables', '3.2': 'name' }, children: { variables: ['map', 'serverVariable'] } },
  serverVariable: { what: 'server variable', fields: { '3.0': 'enum default description' } },
  components: {
    what: '`components` object',
    fields: { '3.0': 'schemas responses parameters examples requestBodies headers securitySchemes links callbacks', '3.1': 'pathItems', '3.2': 'mediaTypes' },
    children: {
      responses: ['map', 'response'], parameters: ['map', 'parameter'], examples: ['map', 'example'], requestBodies: ['map', 'requestBody'],
      headers: ['map', 'header'], securitySchemes: ['map', 'securityScheme'], links: ['map', 'link'], pathItems: ['map', 'pathItem'], mediaTypes: ['map', 'mediaType'],
    },
  },
  pathItem: {
    what: 'path item',
    fields: { '3.0': 'summary description get put post delete options head patch trace servers parameters', '3.2': 'query additionalOperations' },
    children: {
      ...verbs('get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'),
      additionalOperations: ['map', 'operation'], servers: ['list', 'server'], parameters: ['list', 'parameter'],
    },
  },
  operation: {
    what: 'operation',
    fields: { '3.0': 'tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers' },
    children: { ...described, parameters: ['list', 'parameter'], requestBody: ['one', 'requestBody'], responses: ['map', 'response'], servers: ['list', 'server'] },
  },
  parameter: {
    what: 'parameter',
    fields: { '3.0': 'name in description required deprecated allowEmptyValue style explode allowReserved schema example examples content' },
    children: media,
  },
  header: {
    what: 'header',
    fields: { '3.0': 'name in description required deprecated allowEmptyValue style explode allowReserved schema example examples content' },
    children: media,
  },
  requestBody: { what: 'request body', fields: { '3.0': 'description content required' }, children: { content: ['map', 'mediaType'] } },
  mediaType: {
    what: 'media type',
    fields: { '3.0': 'schema example examples encoding', '3.2': 'itemSchema prefixEncoding itemEncoding' },
    children: { examples: ['map', 'example'], encoding: ['map', 'encoding'] },
  },
  encoding: {
    what: 'encoding',
    fields: { '3.0': 'contentType headers style explode allowReserved', '3.2': 'encoding prefixEncoding itemEncoding' },
    children: { headers: ['map', 'header'] },
  },
  response: {
    what: 'response',
    fields: { '3.0': 'description headers content links', '3.2': 'summary' },
    children: { headers: ['map', 'header'], content: ['map', 'mediaType'], links: ['map', 'link'] },
  },
  example: { what: 'example', fields: { '3.0': 'summary description value externalValue', '3.2': 'dataValue serializedValue' } },
  link: { what: 'link', fields: { '3.0': 'operationRef operationId parameters requestBody description server' }, children: { server: ['one', 'server'] } },
  securityScheme: {
    what: 'security scheme',
    fields: { '3.0': 'type description name in scheme bearerFormat flows openIdConnectUrl', '3.2': 'oauth2MetadataUrl deprecated' },
    children: { flows: ['one', 'flows'] },
  },
  flows: {
    what: '`flows` object',
    fields: { '3.0': 'implicit password clientCredentials authorizationCode', '3.2': 'deviceAuthorization' },
    children: {
      implicit: ['one', 'flow'], password: ['one', 'flow'], clientCredentials: ['one', 'flow'], authorizationCode: ['one', 'flow'], deviceAuthorization: ['one', 'flow'],
    },
  },
  flow: { what: 'flow', fields: { '3.0': 'authorizationUrl tokenUrl refreshUrl scopes', '3.2': 'deviceAuthorizationUrl' } },
};
