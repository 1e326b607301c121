import type { Api, ClientOption, Server } from '../../../ir/index.js';
import { docComment } from '../../../kit/comment.js';
import { makeScope, toIdentifier } from '../../../kit/identifier.js';
import { makeImports } from '../../../kit/imports.js';
import type { Imports } from '../../../kit/imports.js';
import { jsonLiteral, literal, memberAccess, propertyKey } from '../../../kit/literal.js';
import { credentialHint, fillOthers, secretNames } from '../../../kit/access.js';
import { credentialText, fetchesTokens, nameOptions, schemeEntry } from '../auth.js';
import type { NamedOption } from '../auth.js';
import { securityText } from '../call-options.js';
import type { ApiContext } from '../context.js';
import { secretOption } from './webhooks.js';

/** client-core.ts: the client without resources. */
export interface ClientCoreView {
  readonly header: string;
  readonly imports: string;
  readonly name: string;
  readonly doc: string;
  readonly hasEnvironments: boolean;
  /** `production: 'https://…'`, one a line. */
  readonly environments: readonly string[];
  readonly fields: readonly string[];
  /** What the constructor takes out of its options. */
  readonly picked: string;
  /** Entries of the configuration, in order. */
  readonly config: readonly string[];
  readonly rest: string;
  /** Fields of the class, and the statements that set them. */
  readonly members: readonly string[];
  readonly assignments: readonly string[];
}

/** The view of client-core.ts. */
export function clientCoreView(context: ApiContext, header: string): ClientCoreView {
  const { api, names, options } = context;
  const named = nameOptions(api.options, names.casing);
  const imports = makeImports('client-core.js', [
    names.core,
    'ClientOptions',
    'environments',
    'Environment',
    ...named.map(({ name }) => name),
  ]);
  imports.use({ module: 'internal/client.js', name: 'APIClient', kind: 'value', space: 'Client' });
  imports.use({ module: 'internal/request-options.js', name: 'BaseClientOptions', kind: 'type', space: 'Options' });
  imports.use({ module: 'version.js', name: 'VERSION', kind: 'value', space: 'Version' });
  const environments = nameEnvironments(api.servers);
  const hasEnvironments = environments.length > 1;
  const picked = [...named.map((option) => pickText(option, imports)), ...(hasEnvironments ? ['environment'] : []), '...rest'];
  const secret = secretOption(context);
  const params = named.flatMap(({ option, name }) => {
    const { use } = option;
    const member = use.kind === 'param' ? context.paramOptions.get(use.wire) : undefined;
    return use.kind === 'param' && member !== undefined ? [{ option, name, wire: use.wire, member }] : [];
  });
  const view = {
    header,
    name: names.core,
    doc: docComment({
      description: [
        'The client without its resources: for per-operation functions, which take it as their first argument. It holds what most calls need;',
        fetchesTokens(api)
          ? 'OAuth, redirects, proxies and the like are in its option `extras`: `{ ...extras, clientCredentials }`, of `core/extras` and `core/oauth`.'
          : 'redirects, proxies and the like are in its option `extras`: all of it is `extras` of `core/extras`.',
      ].join(' '),
    }),
    hasEnvironments,
    environments: hasEnvironments
      ? environments.map(({ name, server }) => `${docComment(server.docs)}${propertyKey(name)}: ${literal(server.url)},`)
      : [],
    fields: named.map((option) => fieldText(option, imports)),
    picked: picked.length === 1 ? '' : `const { ${picked.join(', ')} } = options;`,
    config: configEntries({ context, named, imports, environments, packageName: options.packageName }),
    members: [
      ...(secret === undefined ? [] : [`/** The signing secret of webhooks. */\n${secret}: string | null | undefined;`]),
      ...params.map(({ option, wire, member }) => `/** What the path parameter \`${wire}\` of calls is unless they say it. */\n${propertyKey(member)}: ${optionTypes[option.type]} | null | undefined;`),
    ],
    assignments: [
      ...(secret === undefined ? [] : [`this.${secret} = ${secret};`]),
      ...params.map(({ name, member }) => `this${memberAccess(member)} = ${name};`),
    ],
    rest: restText({ named, api, picked: picked.length > 1, environment: hasEnvironments }),
  };
  return { ...view, imports: imports.print() };
}

interface Environment {
  readonly name: string;
  readonly server: Server;
}

/** Servers that can be reached as they stand, each under a name. */
/** The names of the servers, as the option `environment` takes them. */
export const environmentNames = (servers: readonly Server[]): readonly string[] => nameEnvironments(servers).map(({ name }) => name);

function nameEnvironments(servers: readonly Server[]): readonly Environment[] {
  const scope = makeScope();
  return servers
    .filter(({ url }) => /^https?:\/\//i.test(url))
    .map((server) => ({ name: scope.take(toIdentifier(server.name.words.join('_'), server.name.wire), server.url), server }));
}

const optionTypes = { string: 'string', boolean: 'boolean', number: 'number' } as const;

function fieldText({ option, name }: NamedOption, imports: Imports): string {
  const secret =
    option.use.kind === 'credential' &&
    option.use.role !== 'username' &&
    option.use.role !== 'client_id' &&
    option.use.role !== 'client_secret';
  const type = secret
    ? imports.use({ module: 'core/auth.js', name: 'SecretValue', kind: 'type', space: 'Auth' })
    : optionTypes[option.type];
  const env = option.readEnv === undefined ? '' : `Defaults to the environment variable \`${option.readEnv}\`.`;
  const text = [option.docs.description ?? option.docs.summary ?? '', env].filter((part) => part !== '').join(' ');
  return `${docComment({ description: text })}${propertyKey(name)}?: ${type}${option.nullable || secret ? ' | null' : ''} | undefined;`;
}

function pickText({ option, name }: NamedOption, imports: Imports): string {
  const fallback = fallbackText(option, imports);
  return fallback === undefined ? name : `${name} = ${fallback}`;
}

function fallbackText({ type, readEnv, default: given }: ClientOption, imports: Imports): string | undefined {
  const fixed = given === undefined || given === null ? undefined : jsonLiteral(given);
  if (readEnv === undefined) return fixed;
  const read = `${imports.use({ module: 'internal/platform.js', name: 'readEnv', kind: 'value', space: 'Platform' })}(${literal(readEnv)})`;
  if (type === 'string') return fixed === undefined ? read : `${read} ?? ${fixed}`;
  const converted =
    type === 'number' ? `Number(${read} ?? ${fixed ?? 'NaN'})` : `(${read} ?? ${literal(fixed ?? '')}) === 'true'`;
  return converted;
}

interface ConfigParts {
  readonly context: ApiContext;
  readonly named: readonly NamedOption[];
  readonly imports: Imports;
  readonly environments: readonly Environment[];
  readonly packageName: string;
}

function configEntries({ context: { api, names }, named, imports, environments, packageName }: ConfigParts): readonly string[] {
  const credentials = api.auth.flatMap((scheme) => {
    const text = credentialText(scheme, { options: named, imports, base: environments[0]?.server.url });
    return text === undefined ? [] : [schemeEntry(scheme.id, text)];
  });
  const hints = api.auth.flatMap((scheme) => {
    const hint = credentialHint(scheme, named);
    return hint === undefined ? [] : [`${propertyKey(scheme.id)}: ${literal(hint)}`];
  });
  const base = baseText(environments, named);
  const usual = [408, 429, 500, 502, 503, 504].join();
  const object = (name: string, entries: readonly string[]): string[] =>
    entries.length === 0 ? [] : [`${name}: { ${entries.join(', ')} }`];
  return [
    `name: ${literal(names.client)}`,
    `packageName: ${literal(packageName)}`,
    'version: VERSION',
    `envPrefix: ${literal(api.envPrefix)}`,
    ...(base === undefined ? [] : [`baseURL: ${base}`]),
    ...(api.defaults.idempotencyHeader === undefined ? [] : [`idempotencyHeader: ${literal(api.defaults.idempotencyHeader)}`]),
    ...([...api.defaults.retryStatuses].sort((a, b) => a - b).join() === usual || api.defaults.retryStatuses.length === 0
      ? []
      : [`retryStatuses: [${api.defaults.retryStatuses.join(', ')}]`]),
    ...object('headers', headerEntries(api, named)),
    ...(api.security.length === 0 ? [] : [`security: ${securityText(api.security)}`]),
    ...object('credentials', credentials),
    ...object('credentialHints', hints),
    ...(api.auth.length === 0
      ? []
      : [
          `secretNames: [${secretNames(api)
            .map((name) => literal(name))
            .join(', ')}]`,
        ]),
    'options',
  ];
}

function headerEntries({ defaults }: Api, named: readonly NamedOption[]): readonly string[] {
  const fixed = Object.entries(defaults.headers).map(([name, value]) => `${propertyKey(name)}: ${literal(value)}`);
  const given = named.flatMap(({ option: { use }, name }) =>
    use.kind === 'header' ? [`${propertyKey(use.wire)}: ${name}`] : [],
  );
  return [...fixed, ...given];
}

/** The expression of the base URL, with the places of server variables filled from options. */
function baseText([first, ...others]: readonly Environment[], named: readonly NamedOption[]): string | undefined {
  if (first === undefined) return undefined;
  const variables = named.flatMap(({ option: { use }, name }) =>
    use.kind === 'serverVariable' ? [{ wire: use.wire, name }] : [],
  );
  if (others.length > 0) return `environments[environment ?? ${literal(first.name)}]`;
  const filled = variables.filter(({ wire }) => first.server.template.includes(`{${wire}}`));
  if (filled.length === 0) return literal(first.server.url);
  const template = fillOthers(first.server, new Set(filled.map(({ wire }) => wire)));
  return filled.reduce(
    (text, { wire, name }) => `${text}.replace(${literal(`{${wire}}`)}, () => ${name} ?? '')`,
    literal(template),
  );
}

interface Rest {
  readonly named: readonly NamedOption[];
  readonly api: Api;
  readonly picked: boolean;
  readonly environment: boolean;
}

/** The options that the base client is given: the caller's, with what this API's own options stand for. */
function restText({ named, api, picked, environment }: Rest): string {
  const own = picked ? 'rest' : 'options';
  const query = named.flatMap(({ option: { use }, name }) => (use.kind === 'query' ? [`${propertyKey(use.wire)}: ${name}`] : []));
  const { maxRetries, timeoutMs } = api.defaults;
  const entries = [
    ...(environment ? ['...(environment === undefined ? {} : { baseURL: environments[environment] })'] : []),
    ...(timeoutMs === 60_000 ? [] : [`timeout: ${timeoutMs}`]),
    ...(maxRetries === 2 ? [] : [`maxRetries: ${maxRetries}`]),
    `...${own}`,
    ...(query.length === 0 ? [] : [`defaultQuery: { ${query.join(', ')}, ...${own}.defaultQuery }`]),
  ];
  return entries.length === 1 ? own : `{ ${entries.join(', ')} }`;
}
