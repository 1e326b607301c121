import type { Config } from '../config/config.js';
import { diagnostic, type Diagnostic } from '../diagnostics.js';
import type { Api, Service, TypeDecl, Webhooks } from '../ir/index.js';
import type { OpenApi } from '../resolve/openapi.js';
import { buildAliases, buildModels, registerComponents, registerConfigured } from './components.js';
import { configuredTree } from './configured.js';
import type { Context } from './context.js';
import { endpointsOf } from './endpoints.js';
import { withExamples } from './examples.js';
import { reportExtensions } from './extensions.js';
import { infoOf } from './info.js';
import { makeNames } from './names.js';
import { narrowTags } from './narrow.js';
import { governedParams, plainOptions } from './params.js';
import { makeSchemes } from './page-schemes.js';
import { operationOf } from './operation.js';
import { switchedOff } from './security-off.js';
import { makeSampler, type Sampler } from './sample.js';
import { inferTree, type ServiceNode } from './tree.js';
import { markUses, settleBases } from './uses.js';
import { readmeOf } from './readme.js';
import { webhooksOf } from './webhooks.js';
import { nameOf } from './words.js';

/** What the model of a document is. */
export interface Modelled {
  readonly api: Api;
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns a document and a configuration into the IR: pure, and linear in the size of the document. */
export function model(openapi: OpenApi, config: Config): Modelled {
  const start = startContext(openapi, config);
  const endpoints = endpointsOf(start);
  const configured = config.resources && configuredTree(start, config.resources, endpoints);
  const listed = configured?.models ?? [];
  const ctx: Context = { ...start, adopting: listed.length === 0, switchedOff: switchedOff(endpoints) };
  // Before anything reads a shape: a shape tells which models it is built on.
  if (ctx.adopting) registerComponents(ctx);
  else registerConfigured(ctx, listed);
  const tree = configured?.root ?? inferTree(ctx, endpoints);
  buildModels(ctx);
  const services = serviceOf(ctx, tree);
  buildModels(ctx);
  buildAliases(ctx);
  const webhooks = webhooksOf(ctx, configured?.webhook);
  buildModels(ctx);
  narrowTags(ctx);
  const root = exemplify(ctx, makeSampler(ctx.drafts), withWebhooks(services, webhooks));
  settleBases(ctx.drafts);
  markUses(ctx.drafts, root, webhooks ? webhooks.events.map(({ type }) => type) : []);
  const types = [...ctx.drafts.values()] as readonly TypeDecl[];
  reportUnsaid(ctx);
  reportExtensions(ctx);
  const ignored = new Set<string>(config.ignored);
  return {
    api: {
      irVersion: 1,
      ...infoOf(ctx, keyHeaderOf(root)),
      root,
      types,
      pages: ctx.schemes.list,
      ...(webhooks ? { webhooks } : {}),
      readme: readmeOf(ctx, root),
    },
    diagnostics: ctx.diagnostics.filter(({ code }) => !ignored.has(code)),
  };
}

/** The idempotency header that the first keyed operation names. */
function keyHeaderOf({ operations, children }: Service): string | undefined {
  for (const { idempotencyHeader } of operations) if (idempotencyHeader !== undefined) return idempotencyHeader;
  return children.map(keyHeaderOf).find((header) => header !== undefined);
}

function startContext(openapi: OpenApi, config: Config): Context {
  return {
    openapi,
    config,
    diagnostics: [],
    drafts: new Map(),
    names: makeNames(),
    models: new Map(),
    queue: [],
    built: { count: 0 },
    aliases: [],
    adopting: false,
    governed: governedParams(openapi, config),
    plainOptions: plainOptions(config),
    bodyExamples: new Map(),
    schemes: makeSchemes(),
    unwrapped: new Map(),
    sharedErrors: new Map(),
    errorResponses: new Map(),
    switchedOff: { count: 0, total: 0 },
    params: new Map(),
    successes: new Map(),
    failures: {},
    shapes: new Map(),
    depth: { shapes: 0, copies: 0 },
    active: [],
    mapped: new Map(),
    unsaid: new Map(),
  };
}

function serviceOf(ctx: Context, node: ServiceNode): Service {
  const operations = node.methods.map((method) => operationOf(ctx, method));
  buildModels(ctx);
  return {
    id: node.id,
    name: node.name,
    operations,
    children: [...node.children.values()].map((child) => serviceOf(ctx, child)),
    docs: node.docs,
    deprecated: node.deprecated,
  };
}

/** The service that unwraps webhooks, made when no resource has its name. */
function withWebhooks(root: Service, webhooks: Webhooks | undefined): Service {
  if (
    !webhooks ||
    webhooks.service.includes('.') ||
    webhooks.service === '$client' ||
    root.children.some(({ id }) => id === webhooks.service)
  )
    return root;
  const service: Service = {
    id: webhooks.service,
    name: nameOf(webhooks.service),
    operations: [],
    children: [],
    docs: {},
    deprecated: false,
  };
  return { ...root, children: [...root.children, service] };
}

/** Adds examples to every operation, now that all types are known. */
function exemplify(ctx: Context, sampler: Sampler, service: Service): Service {
  const { readme } = ctx.config;
  const operations = service.operations.map((operation) =>
    withExamples(sampler, operation, ctx.bodyExamples.get(operation.id) ?? [], readme),
  );
  return { ...service, operations, children: service.children.map((child) => exemplify(ctx, sampler, child)) };
}

function reportUnsaid(ctx: Context): void {
  for (const [keyword, { origin, count }] of ctx.unsaid) {
    ctx.diagnostics.push(diagnostic('model/unsaid', { keyword, count: String(count) }, origin));
  }
}
