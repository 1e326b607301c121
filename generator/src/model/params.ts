import type { Config } from '../config/config.js';
import type { Docs, Encoding, Param, Property, TypeRef } from '../ir/index.js';
import { childList, childMap, childNode } from '../resolve/located.js';
import type { Located, Node, OpenApi } from '../resolve/openapi.js';
import { schemaExamples, subschema, type LocatedSchema } from '../resolve/schema.js';
import { docsOf, json, note, type Context, type Head, type Owner } from './context.js';
import { declareAlias, docsOr, inside, named } from './declare.js';
import type { Endpoint } from './endpoints.js';
import { isSkipped, nameOfParam } from './extensions.js';
import { pathParams } from './paths.js';
import { propertyFacts } from './record.js';
import { typeOf } from './types.js';
import { eachNamed } from './uses.js';
import { nameOf } from './words.js';

/** A parameter of an operation before its type is read. */
export interface RawParam {
  readonly wire: string;
  readonly in: Param['in'];
  readonly required: boolean;
  readonly located: Located<Node>;
  /** The name under which the SDK takes it, where that is not the one on the wire. */
  readonly key?: string;
}

/** Headers that HTTP or the client itself governs; OpenAPI says that such parameters are to be ignored. */
const ignoredHeaders = new Set(['accept', 'content-type', 'authorization']);

const places = new Set(['path', 'query', 'header', 'cookie']);

/** The parameters of an operation: its own, those of its path, and path parameters that are in the template only; read once. */
export function rawParams(ctx: Context, endpoint: Endpoint): readonly RawParam[] {
  const known = ctx.params.get(endpoint);
  if (known) return known;
  const found = readParams(ctx, endpoint);
  ctx.params.set(endpoint, found);
  return found;
}

function readParams(ctx: Context, endpoint: Endpoint): readonly RawParam[] {
  const found = new Map<string, RawParam>();
  for (const raw of [...childList(endpoint.item, 'parameters'), ...childList(endpoint.operation, 'parameters')]) {
    const param = readParam(ctx, raw);
    if (param) found.set(`${param.in}\n${param.wire}`, param);
  }
  const inPath = pathParams(endpoint.parts);
  const path = inPath.map((wire) => found.get(`path\n${wire}`) ?? undeclared(endpoint, wire));
  const rest = [...found.values()].filter((param) => param.in !== 'path' && !isGoverned(ctx, param));
  return [...path, ...rest];
}

/** Whether the client itself sends a parameter: a header of HTTP's own, a credential, or the value of a client option. */
function isGoverned(ctx: Context, { in: where, wire, located }: RawParam): boolean {
  if (isSkipped(located.value)) return true;
  if (where === 'query') return ctx.governed.has(`query ${wire}`);
  if (where === 'cookie') return ctx.governed.has(`cookie ${wire}`);
  const name = wire.toLowerCase();
  return where === 'header' && (ignoredHeaders.has(name) || ctx.governed.has(`header ${name}`));
}

/** The parameters that credentials and client options stand for, as `header x-api-key`. */
export function governedParams(openapi: OpenApi, config: Config): ReadonlySet<string> {
  const found = new Set<string>();
  const components = childNode(openapi.at(), 'components');
  for (const [, raw] of components ? childMap(components, 'securitySchemes') : []) {
    const scheme = openapi.deref(raw)?.value;
    if (scheme?.type === 'apiKey' && typeof scheme.name === 'string')
      found.add(`${String(scheme.in)} ${scheme.in === 'header' ? scheme.name.toLowerCase() : scheme.name}`);
  }
  for (const option of config.client.options) {
    if (option.sendInHeader !== undefined) found.add(`header ${option.sendInHeader.toLowerCase()}`);
    if (option.sendAsQueryParam !== undefined) found.add(`query ${option.sendAsQueryParam}`);
  }
  return found;
}

/** The names of the options of the client that are nothing else, so that an equally named path parameter defaults to them. */
export function plainOptions({ client }: Config): ReadonlySet<string> {
  const plain = client.options.filter(
    ({ name, auth, sendInHeader, sendAsQueryParam, serverVariable }) =>
      auth === undefined && sendInHeader === undefined && sendAsQueryParam === undefined && serverVariable === undefined && !isWebhookSecret(name),
  );
  return new Set(plain.map(({ name }) => name));
}

/** Whether an option holds what messages are signed with, by its name. */
export const isWebhookSecret = (name: string): boolean => /webhook/i.test(name) && /secret|key/i.test(name);

function readParam(ctx: Context, raw: Located<Node>): RawParam | undefined {
  const located = ctx.openapi.deref(raw);
  if (!located) return undefined;
  const { name, required } = located.value;
  const where = located.value.in;
  if (typeof name !== 'string' || typeof where !== 'string') return undefined;
  if (where === 'querystring') {
    note(ctx, 'model/querystring', { name }, located);
    return undefined;
  }
  if (!places.has(where)) return undefined;
  const key = nameOfParam(located.value);
  return {
    wire: name,
    in: where as Param['in'],
    required: where === 'path' || required === true,
    located,
    ...(key === undefined || key === name ? {} : { key }),
  };
}

function undeclared(endpoint: Endpoint, wire: string): RawParam {
  return {
    wire,
    in: 'path',
    required: true,
    located: { ...endpoint.operation, value: { name: wire, in: 'path', required: true, schema: { type: 'string' } } },
  };
}

/** A parameter with its type, which stands in the namespace of `owner`, or at the top under `head` where there is no such namespace. */
export function paramOf(ctx: Context, raw: RawParam, owner: Owner, head?: Head): Param {
  const { located, wire } = raw;
  const name = raw.key === undefined ? nameOf(wire) : { wire, words: nameOf(raw.key).words };
  const media = childMap(located, 'content')[0]?.[1];
  const schema = media ? subschema(media, 'schema') : subschema(located, 'schema');
  const type: TypeRef = schema
    ? head
      ? topType(ctx, schema, head)
      : typeOf(ctx, schema, inside(owner, name))
    : { kind: 'scalar', scalar: 'string' };
  const facts = schema ? propertyFacts(ctx, schema) : undefined;
  const example =
    schemaExamples(located.value)[0] ??
    namedExample(ctx, located) ??
    (media ? schemaExamples(media.value)[0] : undefined) ??
    facts?.example;
  const docs = docsOr(docsOf(located.value), facts?.docs ?? {});
  return {
    name,
    in: raw.in,
    type,
    required: raw.required,
    deprecated: located.value.deprecated === true || facts?.deprecated === true,
    encoding: media ? { kind: 'json' } : encodingOf(raw),
    docs: isOptionalPath(raw) ? withDefault(docs) : docs,
    ...(facts?.default === undefined ? {} : { default: facts.default }),
    ...(example === undefined ? {} : { example }),
  };
}

const isOptionalPath = (raw: RawParam): boolean => raw.in === 'path' && !raw.required;

function withDefault(docs: Docs): Docs {
  const text = [docs.description ?? '', "Without it, the client's option of this name counts."].filter((part) => part !== '').join(' ');
  return { ...docs, description: text };
}

/** The type of a parameter that no record holds: what it declares inline needs an owner, which is then an alias. */
function topType(ctx: Context, schema: LocatedSchema, head: Head): TypeRef {
  const type = typeOf(ctx, schema, { owner: head, name: head.name, head });
  let owns = false;
  eachNamed(type, (id) => (owns ||= ctx.drafts.get(id)?.parent === head.id));
  if (!owns || ctx.drafts.has(head.id) || typeof schema.value === 'boolean') return type;
  declareAlias(ctx, head, schema as Located<Node>, type);
  return named(head.id);
}

function namedExample(ctx: Context, located: Located<Node>): Param['example'] {
  for (const [, raw] of childMap(located, 'examples')) {
    const example = ctx.openapi.deref(raw);
    if (example && 'value' in example.value) return json(example.value.value);
  }
  return undefined;
}

const styles = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
} as const;

function encodingOf({ in: where, located }: RawParam): Encoding {
  const { style, explode, allowReserved } = located.value;
  const known = (styles[where] as readonly string[]).includes(style as string) ? (style as string) : undefined;
  const used = (known ?? styles[where][0]) as 'form';
  return {
    kind: 'style',
    style: used,
    explode:
      typeof explode === 'boolean'
        ? explode
        : used === 'form' || (style as string) === 'deepObject' || (style as string) === 'cookie',
    allowReserved: allowReserved === true,
    ...(where === 'query' && known === undefined && explode === undefined ? { byDefault: true } : {}),
  };
}

/** A parameter as a property of the params record. */
export function paramProperty(param: Param): Property {
  return {
    name: param.name,
    type: param.type,
    required: param.required,
    readOnly: false,
    writeOnly: false,
    deprecated: param.deprecated,
    docs: param.docs,
    location: param.in,
    ...(param.default === undefined ? {} : { default: param.default }),
    ...(param.example === undefined ? {} : { example: param.example }),
  };
}
