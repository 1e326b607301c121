import type { AuthScheme, ClientOption, Docs, Security } from '../ir/index.js';
import type { ClientOptionConfig } from '../config/config.js';
import { suggestion } from '../diagnostics/closest.js';
import { childMap, childNode, isNode } from '../resolve/located.js';
import type { Node } from '../resolve/openapi.js';
import { docsOf, noDocs, text, type Context } from './context.js';
import { configNote } from './configured.js';
import { inferredOptions, type Role } from './credential-names.js';
import { readSecurity } from './operation.js';
import { isWebhookSecret } from './params.js';
import { reportOff } from './security-off.js';
import { nameOf, splitWords } from './words.js';

/** Credentials of an API: schemes, what a call needs by default, and the options that take the values. */
export interface Auth {
  readonly auth: readonly AuthScheme[];
  readonly security: Security;
  readonly options: readonly ClientOption[];
}

/** Reads the security of the document, with what the configuration overrides. */
export function authOf(ctx: Context, envPrefix: string): Auth {
  const auth = schemesOf(ctx);
  const configured = ctx.config.security;
  const own = ctx.openapi.root.security;
  const security = configured ? readSecurity(configured) : Array.isArray(own) ? readSecurity(own) : fallbackSecurity(ctx, auth);
  reportOff(ctx, security);
  const known = new Set(auth.map(({ id }) => id));
  const usable = security.filter((alternative) => alternative.every(({ scheme }) => known.has(scheme)));
  const options = ctx.config.client.options.length > 0 ? configuredOptions(ctx, auth) : inferredOptions(ctx, { auth, security, envPrefix });
  return { auth, security: usable, options };
}

/** Without a default, and with no operation that names one, the first scheme is what callers have. */
function fallbackSecurity(ctx: Context, auth: readonly AuthScheme[]): Security {
  const first = auth[0];
  if (!first || usesSecurity(ctx)) return [];
  return auth.length === 1 ? [[{ scheme: first.id, scopes: [] }]] : [];
}

function usesSecurity(ctx: Context): boolean {
  for (const [, item] of childMap(ctx.openapi.at(), 'paths'))
    for (const key in item.value) if (isNode(item.value[key]) && item.value[key].security !== undefined) return true;
  return false;
}

function schemesOf(ctx: Context): readonly AuthScheme[] {
  const components = childNode(ctx.openapi.at(), 'components');
  const documented = components ? childMap(components, 'securitySchemes') : [];
  const found = new Map<string, AuthScheme>();
  for (const [id, raw] of documented) {
    const located = ctx.openapi.deref(raw);
    const scheme = located && schemeOf(id, located.value);
    if (scheme) found.set(id, scheme);
  }
  for (const [id, node] of Object.entries(ctx.config.securitySchemes)) {
    const scheme = schemeOf(id, node);
    if (scheme) found.set(id, scheme);
  }
  return [...found.values()];
}

function schemeOf(id: string, node: Node): AuthScheme | undefined {
  const docs = docsOf({ description: node.description });
  switch (String(node.type).toLowerCase()) {
    case 'apikey':
      return apiKey(id, docs, node);
    case 'http':
      return http(id, docs, node);
    case 'oauth2':
      return oauth2(id, docs, node);
    case 'openidconnect':
      return { id, docs, kind: 'openIdConnect', url: text(node, 'openIdConnectUrl') ?? '' };
    default:
      return undefined;
  }
}

function apiKey(id: string, docs: Docs, node: Node): AuthScheme | undefined {
  const wire = text(node, 'name');
  const where = (['header', 'query', 'cookie'] as const).find((known) => known === node.in);
  return wire === undefined || where === undefined ? undefined : { id, docs, kind: 'apiKey', in: where, wire };
}

function http(id: string, docs: Docs, node: Node): AuthScheme {
  const scheme = String(node.scheme ?? 'bearer');
  if (scheme.toLowerCase() === 'bearer') return { id, docs, kind: 'bearer' };
  if (scheme.toLowerCase() === 'basic') return { id, docs, kind: 'basic' };
  return { id, docs, kind: 'apiKey', in: 'header', wire: 'Authorization', prefix: `${scheme} ` };
}

function oauth2(id: string, docs: Docs, node: Node): AuthScheme {
  const flows = isNode(node.flows) ? node.flows : {};
  const credentials = isNode(flows.clientCredentials) ? flows.clientCredentials : undefined;
  const scopes = new Set<string>();
  for (const flow of Object.values(flows))
    if (isNode(flow) && isNode(flow.scopes)) for (const scope of Object.keys(flow.scopes)) scopes.add(scope);
  const tokenUrl = credentials && text(credentials, 'tokenUrl');
  return { id, docs, kind: 'oauth2', ...(tokenUrl === undefined ? {} : { tokenUrl }), scopes: [...scopes] };
}

function configuredOptions(ctx: Context, auth: readonly AuthScheme[]): readonly ClientOption[] {
  return ctx.config.client.options.map((option): ClientOption => {
    const { name, type, nullable, readEnv, description } = option;
    return {
      name: nameOf(name),
      type,
      required: !nullable && option.default === undefined,
      nullable,
      ...(option.default === undefined ? {} : { default: option.default }),
      ...(readEnv === undefined ? {} : { readEnv }),
      docs: description === undefined ? noDocs : { description },
      use: useOf(ctx, option, auth),
    };
  });
}

const roles: readonly Role[] = ['value', 'username', 'password', 'client_id', 'client_secret', 'access_token'];

function useOf(ctx: Context, option: ClientOptionConfig, auth: readonly AuthScheme[]): ClientOption['use'] {
  if (option.auth) {
    const { scheme } = option.auth;
    const found = auth.find(({ id }) => id === scheme);
    if (!found)
      configNote(
        ctx,
        'config/no-scheme',
        {
          what: 'security scheme',
          name: scheme,
          help: suggestion(
            scheme,
            auth.map(({ id }) => id),
          ),
        },
        option.pointer,
      );
    else
      return {
        kind: 'credential',
        scheme,
        role: roles.find((role) => role === option.auth?.role) ?? impliedRole(option.name, found),
      };
  }
  if (option.sendInHeader !== undefined) return { kind: 'header', wire: option.sendInHeader };
  if (option.sendAsQueryParam !== undefined) return { kind: 'query', wire: option.sendAsQueryParam };
  if (option.serverVariable !== undefined) return { kind: 'serverVariable', wire: option.serverVariable };
  if (isWebhookSecret(option.name)) return { kind: 'webhookSecret' };
  return isPathParam(ctx, option.name) ? { kind: 'param', wire: option.name } : { kind: 'none' };
}

function impliedRole(name: string, scheme: AuthScheme): Role {
  const words = splitWords(name);
  const last = words[words.length - 1];
  if (scheme.kind === 'basic') return last === 'password' || last === 'secret' || last === 'token' ? 'password' : 'username';
  if (scheme.kind === 'oauth2') return last === 'secret' ? 'client_secret' : last === 'id' ? 'client_id' : 'access_token';
  return 'value';
}

function isPathParam(ctx: Context, name: string): boolean {
  return Object.keys(isNode(ctx.openapi.root.paths) ? ctx.openapi.root.paths : {}).some((path) => path.includes(`{${name}}`));
}
