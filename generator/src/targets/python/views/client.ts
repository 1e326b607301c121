import type { Api } from '../../../ir/index.js';
import { securityText, tuple } from '../calls.js';
import { credentialHint, fillOthers, secretNames } from '../../../kit/access.js';
import { credentialText, nameEnvironments, optionValue } from '../client-options.js';
import type { Environment, NamedOption } from '../client-options.js';
import type { PythonContext } from '../context.js';
import { docsProse, docstring } from '../docstring.js';
import { makeImports } from '../imports.js';
import type { PythonImports } from '../imports.js';
import { layout } from '../layout.js';
import { jsonLiteral, literal } from '../literal.js';
import type { ModuleSource } from '../module-text.js';
import { checkedImports, childViews, methodsOf, wrapperForms, wrapperLine, wrapperNames } from './resource.js';
import type { ChildView } from './resource.js';

/** A client class. */
export interface ClientClassView {
  readonly name: string;
  readonly base: string;
  readonly doc: string;
  readonly raw: string;
  readonly rawSignature: string;
  readonly streamed: string;
  readonly streamedSignature: string;
  /** Keywords of the constructor, one a line. */
  readonly parameters: readonly string[];
  /** Statements before the base class is set up. */
  readonly lead: readonly string[];
  readonly settings: readonly string[];
  readonly assignments: readonly string[];
  readonly attributes: readonly string[];
  /** Keywords of `copy`, and what it passes on. */
  readonly copied: readonly string[];
  /** Arguments of the base class that the constructor passes on. */
  readonly passed: readonly string[];
  /** The type of the options that every client has. */
  readonly optionsType: string;
  readonly copy: string;
  readonly children: readonly ChildView[];
  readonly methods: readonly string[];
}

/** A class whose methods answer with raw responses. */
export interface ClientWrapperView {
  readonly name: string;
  readonly of: string;
  readonly methods: readonly string[];
  readonly children: readonly ChildView[];
}

/** _client.py. */
export interface ClientView {
  readonly checked: readonly string[];
  readonly hasChecked: boolean;
  readonly all: readonly string[];
  readonly client: string;
  readonly environments: string;
  readonly environment: string;
  readonly classes: readonly ClientClassView[];
  readonly wrappers: readonly ClientWrapperView[];
}

/** The view of _client.py. */
export function clientView(context: PythonContext): ModuleSource {
  const { api, names } = context;
  const { client, options } = names;
  const declared = wrapperForms.flatMap(({ prefix, suffix }) => [`${prefix}${client}`, `${prefix}${client}${suffix}`]);
  const imports = makeImports(['_client'], new Set([...declared, 'Client', 'AsyncClient', 'ENVIRONMENTS', 'Environment']));
  imports.from('_core.resource', 'cached_property');
  imports.from('_core.settings', 'ClientSettings');
  imports.from('_version', '__version__');
  imports.from('typing_extensions', 'Self');
  imports.from('typing_extensions', 'Unpack');
  const environments = nameEnvironments(api.servers);
  const service = api.root;
  const environment = { name: 'environment', type: 'Environment' };
  const copied = [...options.map(({ name, type }) => ({ name, type: `${type} | None` })), ...(environments.length > 1 ? [environment] : [])];
  const children = (prefix: '' | 'Async', suffix: string): readonly ChildView[] => childViews({ service, prefix, suffix }, imports, context);
  const classes = (['', 'Async'] as const).map((prefix): ClientClassView => ({
    name: `${prefix}${client}`,
    base: imports.from('_core.client', prefix === '' ? 'SyncAPIClient' : 'AsyncAPIClient'),
    doc: docstring(classDocs(api, prefix), 4),
    ...wrapperNames(`${prefix}${client}`),
    parameters: parametersOf(options, environments, imports),
    lead: options.flatMap((option) => optionValue(option, imports)).map((line) => layout(line, 8)),
    settings: settingsOf({ context, options, environments, imports }),
    assignments: options.map(({ name }) => `self.${name} = ${name}`),
    attributes: options.map(({ name, type }) => `${name}: ${type} | None`),
    copied: copied.map(({ name, type }) => `${name}: ${type} | ${imports.from('_core.types', 'NotGiven')} = ${imports.from('_core.types', 'not_given')}`),
    passed: environments.length > 1 ? ['environment=environment'] : [],
    optionsType: imports.from('_core.settings', `${prefix}ClientOptions`),
    copy: layout(`return self._copy(${[...copied.map(({ name }) => `${name}=${name}`), '**options'].join(', ')})`, 8),
    children: children(prefix, ''),
    methods: methodsOf(service, { prefix, imports }, context),
  }));
  const wrappers = wrapperForms.map((form): ClientWrapperView => ({
    name: `${form.prefix}${client}${form.suffix}`,
    of: `${form.prefix}${client}`,
    methods: service.operations.map((operation) => wrapperLine(operation, form, { owner: 'client', imports, context })),
    children: children(form.prefix, form.suffix),
  }));
  const all = [...classes, ...wrappers].flatMap((each) => each.children);
  const checked = checkedImports(all);
  if (checked.length > 0) imports.typing('TYPE_CHECKING');
  const names_ = environments.map(({ name }) => literal(name));
  if (environments.length > 1) imports.typing('Literal');
  const view: ClientView = {
    checked,
    hasChecked: checked.length > 0,
    all: ['AsyncClient', ...declared, 'Client'].sort(),
    client,
    environments: environments.length > 1 ? environmentsText(environments) : '',
    environment: environments.length > 1 ? layout(`Environment = Literal[${names_.join(', ')}]`) : '',
    classes,
    wrappers,
  };
  return { view, imports };
}

const classDocs = ({ title }: Api, prefix: string): string =>
  `${prefix === '' ? 'The' : 'The asynchronous'} client of ${docsProse({ summary: title }).replace(/\s+/g, ' ')}. One client serves many ${prefix === '' ? 'threads' : 'tasks'}; close it, or use it in \`${prefix === '' ? 'with' : 'async with'}\`.`;

const environmentsText = (environments: readonly Environment[]): string =>
  `ENVIRONMENTS: Dict[str, str] = {\n${environments.map(({ name, server }) => `    ${literal(name)}: ${literal(server.url)},\n`).join('')}}`;

function parametersOf(options: readonly NamedOption[], environments: readonly Environment[], imports: PythonImports): readonly string[] {
  for (const { secret } of options) if (secret) imports.from('_core.auth', 'SecretValue');
  if (environments.length > 1) {
    imports.typing('Dict');
    imports.from('_core.types', 'NotGiven');
    imports.from('_core.types', 'not_given');
  }
  return [
    ...options.map(({ name, type }) => `${name}: ${type} | None = None`),
    ...(environments.length > 1 ? ['environment: Environment | NotGiven = not_given'] : []),
  ];
}

interface SettingsParts {
  readonly context: PythonContext;
  readonly options: readonly NamedOption[];
  readonly environments: readonly Environment[];
  readonly imports: PythonImports;
}

const usualStatuses = [408, 429, 500, 502, 503, 504].join();

function settingsOf({ context: { api, names, options: given }, options, environments, imports }: SettingsParts): readonly string[] {
  const pair = (name: string, entries: readonly (readonly [string, string])[]): readonly string[] =>
    entries.length === 0 ? [] : [`${name}={${entries.map(([key, text]) => `${literal(key)}: ${text}`).join(', ')}}`];
  const credentials = api.auth.flatMap((scheme) => {
    const text = credentialText(scheme, options, imports, environments[0]?.server.url);
    return text === undefined ? [] : [[scheme.id, text] as const];
  });
  const hints = api.auth.flatMap((scheme) => {
    const hint = credentialHint(scheme, options);
    return hint === undefined ? [] : [[scheme.id, literal(hint)] as const];
  });
  const { defaults } = api;
  const statuses = [...defaults.retryStatuses].sort((a, b) => a - b);
  const headers = [
    ...Object.entries(defaults.headers).map(([name, value]) => [name, literal(value)] as const),
    ...options.flatMap(({ option: { use }, name }) => (use.kind === 'header' ? [[use.wire, name] as const] : [])),
  ];
  const query = options.flatMap(({ option: { use }, name }) => (use.kind === 'query' ? [[use.wire, name] as const] : []));
  const base = baseText(environments, options);
  const entries = [
    `name=${literal(names.client)}`,
    `package=${literal(given.packageName)}`,
    'version=__version__',
    `env_prefix=${literal(api.envPrefix)}`,
    ...(base === undefined ? [] : [`base_url=${base}`]),
    ...(environments.length > 1 ? ['environments=ENVIRONMENTS'] : []),
    ...(defaults.idempotencyHeader === undefined ? [] : [`idempotency_header=${literal(defaults.idempotencyHeader)}`]),
    ...(statuses.length === 0 || statuses.join() === usualStatuses ? [] : [`retry_statuses=${tuple(statuses.map(String))}`]),
    ...(defaults.maxRetries === 2 ? [] : [`max_retries=${defaults.maxRetries}`]),
    ...(defaults.timeoutMs === 60_000 ? [] : [`timeout=${jsonLiteral(defaults.timeoutMs / 1000)}`]),
    ...(api.security.length === 0 ? [] : [`security=${securityText(api.security)}`]),
    ...pair('credentials', credentials),
    ...pair('credential_hints', hints),
    ...(api.auth.length === 0 ? [] : [`secret_names=${tuple(secretNames(api).map((name) => literal(name)))}`]),
    ...pair('default_headers', headers),
    ...pair('default_query', query),
  ];
  return entries.map((entry) => layout(entry, 16, 1));
}

/** The expression of the base URL, with the places of server variables filled from options. */
function baseText([first]: readonly Environment[], options: readonly NamedOption[]): string | undefined {
  if (first === undefined) return undefined;
  const { server } = first;
  const filled = options.flatMap(({ option: { use }, name }) =>
    use.kind === 'serverVariable' && server.template.includes(`{${use.wire}}`) ? [{ wire: use.wire, name }] : [],
  );
  if (filled.length === 0) return literal(server.url);
  const template = fillOthers(server, new Set(filled.map(({ wire }) => wire)));
  return filled.reduce((text, { wire, name }) => `${text}.replace(${literal(`{${wire}}`)}, str(${name} or ""))`, literal(template));
}
