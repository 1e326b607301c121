import { suggestion } from '../diagnostics/closest.js';
import type { MethodConfig, ModelConfig, ResourceConfig } from '../config/config.js';
import { diagnostic, type DiagnosticCode } from '../diagnostics.js';
import { childNode } from '../resolve/located.js';
import { note, type Context } from './context.js';
import { endpointKey, type Endpoint } from './endpoints.js';
import { isSkipped } from './extensions.js';
import { childService, methodsOf, rootNode, type PlannedMethod, type ServiceNode } from './tree.js';
import { nameOf, wordKey } from './words.js';

/** The tree of a configuration, with what it says beside operations. */
export interface ConfiguredTree {
  readonly root: ServiceNode;
  readonly models: readonly PlacedModel[];
  readonly webhook?: { readonly service: string; readonly config: MethodConfig };
}

/** A model with the service that it was configured in. */
export interface PlacedModel {
  readonly home: string;
  readonly config: ModelConfig;
}

interface Growing {
  readonly ctx: Context;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly used: Set<Endpoint>;
  readonly models: PlacedModel[];
  readonly aliases: { readonly service: ServiceNode; readonly config: MethodConfig }[];
  webhook?: ConfiguredTree['webhook'];
}

/** The resource tree that a configuration spells out. */
export function configuredTree(
  ctx: Context,
  resources: readonly ResourceConfig[],
  endpoints: readonly Endpoint[],
): ConfiguredTree {
  const growing: Growing = {
    ctx,
    endpoints: new Map(endpoints.map((endpoint) => [looseKey(endpoint.method, endpoint.path), endpoint])),
    used: new Set(),
    models: [],
    aliases: [],
  };
  const root = rootNode();
  for (const resource of resources) grow(growing, root, resource);
  for (const alias of growing.aliases) addAlias(growing, root, alias);
  reportUnused(growing, endpoints);
  return { root, models: growing.models, ...(growing.webhook ? { webhook: growing.webhook } : {}) };
}

/** Paths are the same when they differ only in the names of their parameters. */
const looseKey = (method: string, path: string): string =>
  `${method} ${path.replaceAll(/\{[^{}]*\}/g, '{}').replace(/(.)\/$/, '$1')}`;

function grow(growing: Growing, parent: ServiceNode, resource: ResourceConfig): void {
  if (resource.skip === true) return skipAll(growing, resource);
  const shared = resource.name === '$shared';
  const service = resource.name === '$client' || shared ? parent : childService(parent, nameOf(resource.name));
  if (resource.description !== undefined) service.docs = { description: resource.description };
  if (resource.deprecated) service.deprecated = true;
  const home = shared ? '$shared' : service.id;
  for (const config of resource.models) growing.models.push({ home, config });
  for (const config of resource.methods) addMethod(growing, service, config);
  for (const child of resource.subresources) grow(growing, service, child);
}

function skipAll(growing: Growing, resource: ResourceConfig): void {
  for (const config of resource.methods) {
    const endpoint = growing.endpoints.get(looseKey(config.verb, config.path));
    if (endpoint) growing.used.add(endpoint);
  }
  for (const child of resource.subresources) skipAll(growing, child);
}

function addMethod(growing: Growing, service: ServiceNode, config: MethodConfig): void {
  if (config.kind === 'webhookUnwrap') {
    growing.webhook ??= { service: service.id, config };
    return;
  }
  if (config.kind === 'alias') {
    growing.aliases.push({ service, config });
    return;
  }
  const endpoint = growing.endpoints.get(looseKey(config.verb, config.path));
  if (!endpoint) {
    const known = [...growing.endpoints.values()].map(({ method, path }) => endpointKey(method, path));
    const wanted = endpointKey(config.verb, config.path);
    configNote(growing.ctx, 'config/no-endpoint', { endpoint: wanted, help: suggestion(wanted, known) }, config.pointer);
    return;
  }
  growing.used.add(endpoint);
  if (!config.skip) plan(growing.ctx, service, endpoint, config);
}

function plan(ctx: Context, service: ServiceNode, endpoint: Endpoint, config: MethodConfig): void {
  const name = nameOf(config.name);
  const key = wordKey(name.words);
  if (service.taken.has(key)) {
    configNote(ctx, 'config/twice', { name: `${service.id}.${config.name}` }, config.pointer);
    return;
  }
  service.taken.add(key);
  service.methods.push({ service, name, endpoint, config });
}

function addAlias(
  growing: Growing,
  root: ServiceNode,
  { service, config }: { readonly service: ServiceNode; readonly config: MethodConfig },
): void {
  const all = methodsOf(root);
  const full = (method: PlannedMethod): string =>
    method.service.id === '$client' ? method.name.wire : `${method.service.id}.${method.name.wire}`;
  const target =
    all.find((method) => full(method) === config.to) ??
    all.find((method) => method.service === service && method.name.wire === config.to);
  if (!target) {
    configNote(
      growing.ctx,
      'config/no-scheme',
      { what: 'method', name: config.to ?? '', help: suggestion(config.to ?? '', all.map(full)) },
      config.pointer,
    );
    return;
  }
  plan(growing.ctx, service, target.endpoint, {
    ...target.config,
    ...config,
    verb: target.endpoint.method,
    path: target.endpoint.path,
  });
}

function reportUnused(growing: Growing, endpoints: readonly Endpoint[]): void {
  const { ctx } = growing;
  const unspecified = new Set(ctx.config.unspecifiedEndpoints.map((key) => looseKey(...(key.split(' ') as [string, string]))));
  for (const endpoint of endpoints) {
    if (
      growing.used.has(endpoint) ||
      unspecified.has(looseKey(endpoint.method, endpoint.path)) ||
      isSkipped(endpoint.operation.value) ||
      isSkipped(endpoint.item.value)
    )
      continue;
    note(ctx, 'config/unspecified', { endpoint: endpointKey(endpoint.method, endpoint.path) }, endpoint.operation);
  }
}

/** Records a finding about a place in the configuration. */
export function configNote(ctx: Context, code: DiagnosticCode, values: Readonly<Record<string, string>>, pointer: string): void {
  ctx.diagnostics.push(diagnostic(code, values, { file: ctx.config.file, pointer }));
}

/** The names of the component schemas, for suggestions. */
export function componentNames(ctx: Context): readonly string[] {
  const components = childNode(ctx.openapi.at(), 'components');
  const schemas = components && childNode(components, 'schemas');
  return schemas ? Object.keys(schemas.value) : [];
}
