import path from 'node:path';
import yaml from 'js-yaml';
import type { Api, ClientOption, Service, TypeDecl } from '../ir/index.js';

type Tree = Record<string, unknown>;

/**
 * Writes a first configuration that says by hand what was inferred: generating with it gives the same SDK. `entry` is the document's
 * file as diagnostics print it, for models that stand in other files.
 */
export function initConfig(api: Api, entry: string): string {
  const parts: readonly (readonly [string, Tree | unknown[]])[] = [
    ['The name of the client class and of environment variables.', { organization: organizationOf(api) }],
    ['What is generated. `output` is a folder beside this file.', { targets: targetsOf(api) }],
    [
      'Base URLs; the first is the default.',
      api.servers.length > 0
        ? { environments: Object.fromEntries(api.servers.map((server) => [keyOf(server.name.words), server.url])) }
        : {},
    ],
    ['Options of the client and where their values come from.', { client_settings: clientOf(api) }],
    [resourcesNote, { resources: resourcesOf(api, entry) }],
  ];
  const text = parts
    .filter(([, tree]) => Object.keys(tree).length > 0)
    .map(([comment, tree]) => `${commented(comment)}\n${yaml.dump(tree, { lineWidth: -1, noRefs: true, quotingType: "'" })}`);
  return `# How SDKs are generated from ${singleLine(api.title)}.\n\n${text.join('\n')}`;
}

const resourcesNote =
  'The resource tree: rename, move or remove what you like.\nA method is `name: verb /path`; a model is `name: Schema`. Pagination and streaming are detected.';

const commented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `# ${line}`)
    .join('\n');

const singleLine = (text: string): string => text.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]+/gu, ' ').slice(0, 120);

const keyOf = (words: readonly string[]): string => words.join('_');

function organizationOf(api: Api): Tree {
  return {
    name: api.name.wire,
    ...(api.docsUrl === undefined ? {} : { docs: api.docsUrl }),
    ...(api.contact === undefined ? {} : { contact: api.contact }),
  };
}

function targetsOf(api: Api): Tree {
  const kebab =
    api.name.words
      .join('-')
      .normalize('NFKD')
      .replaceAll(/[^a-z0-9-]/g, '') || 'sdk';
  return {
    typescript: { package_name: kebab, output: 'sdks/typescript' },
    python: { package_name: kebab, output: 'sdks/python' },
  };
}

function clientOf(api: Api): Tree {
  const opts = api.options.map((option) => [keyOf(option.name.words), optionOf(option)] as const);
  return { default_env_prefix: api.envPrefix, ...(opts.length > 0 ? { opts: Object.fromEntries(opts) } : {}) };
}

function optionOf(option: ClientOption): Tree {
  const auth =
    option.use.kind === 'credential'
      ? { auth: { security_scheme: option.use.scheme, ...(option.use.role === 'value' ? {} : { role: option.use.role }) } }
      : {};
  const description = option.docs.description ?? option.docs.summary;
  return {
    type: option.type,
    nullable: option.nullable,
    ...(option.readEnv === undefined ? {} : { read_env: option.readEnv }),
    ...(description === undefined ? {} : { description }),
    ...auth,
  };
}

function resourcesOf(api: Api, entry: string): Tree {
  const models = new Map<string, Tree>();
  for (const decl of api.types) if (decl.source === 'component' && decl.parent === undefined) addModel(models, decl, entry);
  const tree: Tree = {};
  const shared = models.get('$shared');
  if (shared) tree.$shared = { models: shared };
  if (api.root.operations.length > 0) tree.$client = { methods: methodsOf(api.root) };
  for (const child of api.root.children) tree[child.name.wire] = serviceOf(api, child, models);
  return tree;
}

function addModel(models: Map<string, Tree>, decl: TypeDecl, entry: string): void {
  const own = models.get(decl.home) ?? {};
  models.set(decl.home, own);
  own[keyOf(decl.name.words)] = referenceOf(decl, entry);
}

/** A component by its name; what stands in another file, or under a name that is ambiguous, by its place. */
function referenceOf(decl: TypeDecl, entry: string): string {
  const { file, pointer } = decl.origin;
  if (file !== entry) return `${path.posix.relative(path.posix.dirname(entry), file)}${pointer === '' ? '' : `#${pointer}`}`;
  const match = /^\/(?:components\/schemas|definitions)\/([^/~]+)$/.exec(pointer);
  return match?.[1] ?? `#${pointer}`;
}

function serviceOf(api: Api, service: Service, models: ReadonlyMap<string, Tree>): Tree {
  const own = models.get(service.id);
  const methods = methodsOf(service);
  if (api.webhooks?.service === service.id) methods.unwrap = { type: 'webhook_unwrap', ...discriminatorOf(api) };
  const children = service.children.map((child) => [child.name.wire, serviceOf(api, child, models)] as const);
  return {
    ...(own ? { models: own } : {}),
    ...(Object.keys(methods).length > 0 ? { methods } : {}),
    ...(children.length > 0 ? { subresources: Object.fromEntries(children) } : {}),
  };
}

function methodsOf(service: Service): Tree {
  return Object.fromEntries(
    service.operations.map(({ name, method, path, documentPath = path }) => [name.wire, `${method} ${documentPath}`]),
  );
}

function discriminatorOf(api: Api): Tree {
  const event = api.types.find(({ id }) => id === api.webhooks?.event);
  return event?.kind === 'union' && event.discriminator !== undefined ? { discriminator: event.discriminator } : {};
}
