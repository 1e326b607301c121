import { suggestion } from '../diagnostics/closest.js';
import type { Operation, RetryClass, Security } from '../ir/index.js';
import { isNode } from '../resolve/located.js';
import { sentPath } from '../resolve/path-template.js';
import type { Located, Node } from '../resolve/openapi.js';
import { argumentsOf, type Arguments } from './argument.js';
import { rawBody, type RawBody } from './body.js';
import { bodyExamples } from './examples.js';
import { configNote } from './configured.js';
import { noDocs, originOf, text, type Context } from './context.js';
import { topHead } from './declare.js';
import type { Endpoint } from './endpoints.js';
import { singularWords } from './inflect.js';
import { planPaging, schemeOf } from './page-schemes.js';
import { pathParams } from './paths.js';
import { rawParams, type RawParam } from './params.js';
import { responsesOf, type ResultNames } from './responses.js';
import { isOff, overridesOff } from './security-off.js';
import { ownServer } from './servers.js';
import { streamingOf } from './streaming.js';
import type { PlannedMethod } from './tree.js';
import { nameFrom, nameOf } from './words.js';

/** Builds one call of the IR. */
export function operationOf(ctx: Context, planned: PlannedMethod): Operation {
  const { endpoint, service, name } = planned;
  const { operation } = endpoint;
  const words = typeWords(planned);
  const path = sentPath(endpoint.path);
  const body = rawBody(ctx, endpoint);
  const { raws, idempotencyHeader } = withoutIdempotency(ctx, endpoint, rawParams(ctx, endpoint));
  const args = callArguments(ctx, planned, { raws, words, body });
  const plan = planPaging(ctx, { endpoint, raws, body, config: planned.config });
  const { responses, result, item, success } = responsesOf(ctx, endpoint, resultNames(planned, words), plan);
  const id = service.id === '$client' ? name.wire : `${service.id}.${name.wire}`;
  ctx.bodyExamples.set(id, bodyExamples(ctx, body));
  const streaming = streamingOf(ctx, { planned, success, body, result });
  const configured = planned.config?.security;
  const security = configured ? readSecurity(configured) : securityOf(ctx, operation);
  const server = ownServer(operation, endpoint.item);
  const retry = retryClass(endpoint.method, idempotencyHeader !== undefined, planned.config?.idempotent);
  return {
    id,
    name,
    ...optional('operationId', text(operation.value, 'operationId')),
    method: endpoint.method,
    path,
    ...(path === endpoint.path ? {} : { documentPath: endpoint.path }),
    parts: endpoint.parts,
    ...args,
    responses,
    result,
    ...(plan && item ? { paging: { scheme: schemeOf(ctx, ctx.schemes, plan).id, item } } : {}),
    ...(streaming ? { streaming } : {}),
    ...(security ? { security } : {}),
    retry,
    ...(idempotencyHeader === undefined ? {} : { idempotencyHeader }),
    ...(server === undefined ? {} : { server }),
    ...(planned.config?.timeoutMs === undefined ? {} : { timeoutMs: planned.config.timeoutMs }),
    ...(planned.config?.maxRetries === undefined ? {} : { maxRetries: planned.config.maxRetries }),
    deprecated: planned.config?.deprecated ?? operation.value.deprecated === true,
    docs: operationDocs(operation.value, planned.config?.description),
    ...docsUrl(operation.value),
    examples: [],
    ...(planned.config?.skipTest === undefined ? {} : { skipTest: planned.config.skipTest }),
    origin: originOf(operation),
  };
}

function resultNames({ service, config }: PlannedMethod, words: readonly string[]): ResultNames {
  if (config?.unwrapResponse === undefined) return { home: service.id, words };
  return { home: service.id, words, unwrap: config.unwrapResponse, pointer: config.pointer };
}

/** Words of `<Singular(last resource)><Method>`, the stem of an operation's declarations. */
export function typeWords({ service, name }: PlannedMethod): readonly string[] {
  return service.id === '$client' ? [...name.words] : [...singularWords(service.name.words), ...name.words];
}

/** Only path parameters can be positional. */
function isPathParam(ctx: Context, { endpoint, config }: PlannedMethod, wire: string): boolean {
  const known = pathParams(endpoint.parts);
  const found = known.includes(wire);
  if (!found && config)
    configNote(
      ctx,
      'config/no-scheme',
      { what: `path parameter of ${endpoint.method} ${endpoint.path} called`, name: wire, help: suggestion(wire, known) },
      `${config.pointer}/positional_params`,
    );
  return found;
}

function callArguments(
  ctx: Context,
  planned: PlannedMethod,
  {
    raws,
    words,
    body,
  }: { readonly raws: readonly RawParam[]; readonly words: readonly string[]; readonly body: RawBody | undefined },
): Arguments {
  const { endpoint, service, config } = planned;
  const name = config?.paramsName === undefined ? nameFrom([...words, 'params']) : nameFrom(nameOf(config.paramsName).words);
  const head = topHead(ctx, { id: `${service.id}/${name.wire}`, name, home: service.id, source: 'params' });
  const inPath = pathParams(endpoint.parts).filter((wire) => !ctx.plainOptions.has(wire));
  const positional =
    config?.positional?.filter((wire) => isPathParam(ctx, planned, wire)) ??
    (ctx.config.settings.positionalParams === 'all' ? inPath : inPath.slice(-1));
  const isDefaulted = (raw: RawParam): boolean => raw.in === 'path' && ctx.plainOptions.has(raw.wire) && !positional.includes(raw.wire);
  return argumentsOf(ctx, {
    endpoint,
    head,
    raws: raws.map((raw) => (isDefaulted(raw) ? { ...raw, required: false } : raw)),
    positional,
    ...(body ? { body } : {}),
    ...(config?.bodyParam === undefined ? {} : { bodyParam: config.bodyParam }),
  });
}

const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V });

function withoutIdempotency(
  ctx: Context,
  endpoint: Endpoint,
  raws: readonly RawParam[],
): { readonly raws: readonly RawParam[]; readonly idempotencyHeader?: string } {
  const configured = ctx.config.client.idempotencyHeader;
  const wanted = (configured ?? 'idempotency-key').toLowerCase();
  const found = raws.find(
    (raw) => raw.in === 'header' && (raw.wire.toLowerCase() === wanted || raw.wire.toLowerCase() === 'idempotency-key'),
  );
  const rest = found ? raws.filter((raw) => raw !== found) : raws;
  const header =
    found?.wire ??
    (configured !== undefined && (endpoint.method === 'post' || endpoint.method === 'patch') ? configured : undefined);
  return header === undefined ? { raws: rest } : { raws: rest, idempotencyHeader: header };
}

const safeMethods = new Set(['get', 'head', 'options', 'put', 'delete', 'trace', 'query']);

function retryClass(method: string, keyed: boolean, said: boolean | undefined): RetryClass {
  return (said ?? safeMethods.has(method)) ? 'safe' : keyed ? 'keyed' : 'never';
}

function securityOf(ctx: Context, operation: Located<Node>): Security | undefined {
  const { security } = operation.value;
  if (isOff(security) && overridesOff(ctx.config, ctx.switchedOff)) return undefined;
  return Array.isArray(security) ? readSecurity(security) : undefined;
}

/** Security requirements as alternatives of scheme sets. */
export function readSecurity(security: readonly unknown[]): Security {
  return security
    .filter(isNode)
    .map((alternative) =>
      Object.entries(alternative).map(([scheme, scopes]) => ({
        scheme,
        scopes: Array.isArray(scopes) ? scopes.filter((scope): scope is string => typeof scope === 'string') : [],
      })),
    );
}

function operationDocs(operation: Node, override: string | undefined): Operation['docs'] {
  const summary = text(operation, 'summary');
  const description = override ?? text(operation, 'description');
  if (summary === undefined && description === undefined) return noDocs;
  return { ...(summary === undefined ? {} : { summary }), ...(description === undefined ? {} : { description }) };
}

function docsUrl(operation: Node): { readonly docsUrl?: string } {
  const { externalDocs } = operation;
  return isNode(externalDocs) && typeof externalDocs.url === 'string' ? { docsUrl: externalDocs.url } : {};
}
