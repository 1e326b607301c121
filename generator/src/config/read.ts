import { table, type Diagnostic, type Result } from '../diagnostics.js';
import type { Source } from '../load/source.js';
import { emptyConfig, type Config, type SettingsConfig, type TargetConfig } from './config.js';
import { foreignKeys, idleKeys } from './idle.js';
import {
  booleanOf,
  defined,
  finding,
  itemsOf,
  jsonOf,
  knownKeys,
  member,
  membersOf,
  stringOf,
  stringsOf,
  wordOf,
  wrong,
  type Field,
} from './field.js';
import { readClient } from './read-client.js';
import { readPagination } from './read-pagination.js';
import { readResources, endpointOf } from './read-resources.js';
import { readSecurity } from './read-security.js';
import { readOnEvent } from './read-streaming.js';
import { readTransforms } from './read-transforms.js';
import { suggestion } from '../diagnostics/closest.js';

const rootKeys = [
  'edition',
  'organization',
  'targets',
  'environments',
  'resources',
  'pagination',
  'client_settings',
  'security',
  'security_schemes',
  'settings',
  'query_settings',
  'streaming',
  'openapi',
  'readme',
  'custom_casings',
  'unspecified_endpoints',
  'diagnostics',
  'codeflow',
  'unions',
  'multipart_settings',
  'webhooks',
  'constants',
  'casings',
  'metadata',
  '$schema',
];

/** Reads a configuration. What is wrong in it is reported with its place, and the rest is read. */
export function readConfig(source: Source): Result<Config> {
  const diagnostics: Diagnostic[] = [];
  const root: Field = { value: source.value, pointer: '', report: { file: source.file, diagnostics, targets: targetsIn(source.value) } };
  if (source.value === null || source.value === undefined) return { value: { ...emptyConfig, file: source.file }, diagnostics };
  if (typeof source.value !== 'object' || Array.isArray(source.value)) {
    wrong(root, 'an object');
    return { diagnostics };
  }
  knownKeys(root, rootKeys);
  idleKeys(root, idleRoot);
  foreignKeys(root, ['edition', 'codeflow', 'metadata']);
  return { value: configOf(root, source.file), diagnostics };
}

const idleRoot = {
  unions: 'The variants of a union are told apart by its discriminator, or by constants, as the document has them.',
  multipart_settings: 'Say how a part is written under `encoding` in the document.',
  webhooks: 'Add a method `unwrap: { type: webhook_unwrap }` to a resource.',
  constants: 'Give the values as `const` in the document.',
  casings: 'Use `custom_casings`.',
};

/** The names of the targets that are generated, before anything else is read. */
function targetsIn(value: unknown): readonly string[] {
  const targets = typeof value === 'object' && value !== null ? (value as Record<string, unknown>).targets : undefined;
  if (typeof targets !== 'object' || targets === null) return [];
  return Object.entries(targets).flatMap(([name, target]) =>
    typeof target === 'object' && target !== null && (target as Record<string, unknown>).skip === true ? [] : [name],
  );
}

function openapiOf(field: Field): Config['transforms'] {
  knownKeys(field, ['code_samples', 'transforms', 'transformations']);
  foreignKeys(field, ['code_samples']);
  return readTransforms(field);
}

function configOf(root: Field, file: string): Config {
  const organization = member(root, 'organization');
  knownKeys(organization, ['name', 'docs', 'contact', 'reverse_domain', 'logo']);
  foreignKeys(organization, ['reverse_domain', 'logo']);
  const pagination = member(root, 'pagination');
  const query = member(root, 'query_settings');
  return {
    file,
    organization: defined({
      name: stringOf(member(organization, 'name')),
      docs: stringOf(member(organization, 'docs')),
      contact: stringOf(member(organization, 'contact')),
    }),
    targets: membersOf(member(root, 'targets')).map(([name, field]) => targetOf(name, field)),
    environments: environmentsOf(member(root, 'environments')),
    client: readClient(member(root, 'client_settings')),
    securitySchemes: Object.fromEntries(
      membersOf(member(root, 'security_schemes')).map(([name, field]) => [
        name,
        (field.value ?? {}) as Readonly<Record<string, unknown>>,
      ]),
    ),
    settings: settingsOf(member(root, 'settings'), member(member(root, 'targets'), 'node').value !== undefined),
    onEvent: readOnEvent(member(root, 'streaming')),
    readme: readmeOf(member(root, 'readme')),
    customCasings: casingsOf(member(root, 'custom_casings')),
    unspecifiedEndpoints: stringsOf(member(root, 'unspecified_endpoints')).map(normalEndpoint),
    transforms: openapiOf(member(root, 'openapi')),
    ignored: ignoredOf(member(member(root, 'diagnostics'), 'ignored')),
    ...defined({
      edition: stringOf(member(root, 'edition')),
      resources: member(root, 'resources').value === undefined ? undefined : readResources(member(root, 'resources')),
      pagination: pagination.value === undefined ? undefined : readPagination(pagination),
      security: readSecurity(member(root, 'security')),
      query: query.value === undefined ? undefined : queryOf(query),
    }),
  };
}

/** `GET /a ` and `get /a` are one endpoint. */
function normalEndpoint(text: string): string {
  const [verb = '', ...rest] = text.trim().split(/\s+/);
  return `${verb.toLowerCase()} ${rest.join(' ')}`;
}

const targetNames = [
  'typescript',
  'node',
  'python',
  'server',
  'docs',
  'go',
  'java',
  'kotlin',
  'ruby',
  'csharp',
  'php',
  'terraform',
  'cli',
  'sql',
  'mcp',
  'swift',
  'rust',
  'openapi',
];

/** The folder of an SDK's sources that is its owner's. */
const libOf = (target: string): string => (target === 'python' ? 'src/<package>/lib/' : 'src/lib/');

function targetOf(name: string, field: Field): TargetConfig {
  if (!targetNames.includes(name)) finding(field, 'config/unknown-key', { key: name, help: suggestion(name, targetNames) });
  const text = (key: string): string | undefined =>
    typeof member(field, key).value === 'string' ? stringOf(member(field, key)) : undefined;
  const options = member(field, 'options').value;
  foreignKeys(field, ['staging_repo', 'publish', 'edition']);
  idleKeys(field, { keep_files: `Files that were not generated stay as they are, as does all in \`${libOf(name)}\`.` });
  return {
    name: name === 'node' ? 'typescript' : name,
    skip: booleanOf(member(field, 'skip')) ?? false,
    publish: jsonOf(member(field, 'publish')) ?? null,
    options: (typeof options === 'object' && options !== null ? options : {}) as TargetConfig['options'],
    ...defined({
      packageName: text('package_name'),
      projectName: text('project_name'),
      productionRepo: text('production_repo'),
      output: text('output') ?? text('output_path'),
    }),
  };
}

/** A map of names to URLs, or a list of single pairs. */
function environmentsOf(field: Field): Config['environments'] {
  const pairs = Array.isArray(field.value) ? itemsOf(field).flatMap(membersOf) : membersOf(field);
  return pairs.flatMap(([name, item]) => {
    const url = stringOf(typeof item.value === 'object' ? member(item, 'url') : item);
    return url === undefined ? [] : [{ name, url }];
  });
}

/** SDKs of the older target `node` take every path parameter by its place, those of `typescript` only the last one. */
function settingsOf(field: Field, node: boolean): SettingsConfig {
  knownKeys(field, [
    'license',
    'unwrap_response_fields',
    'positional_params',
    'sort_schema_properties',
    'file_header',
    'disable_mock_tests',
    'mock_server',
  ]);
  foreignKeys(field, ['disable_mock_tests', 'mock_server']);
  return {
    unwrapResponseFields: stringsOf(member(field, 'unwrap_response_fields')),
    positionalParams: wordOf(member(field, 'positional_params'), ['last', 'all']) ?? (node ? 'all' : 'last'),
    sortProperties: booleanOf(member(field, 'sort_schema_properties')) ?? true,
    ...defined({ license: stringOf(member(field, 'license')), fileHeader: stringOf(member(field, 'file_header')) }),
  };
}

function queryOf(field: Field): NonNullable<Config['query']> {
  knownKeys(field, ['array_format', 'nested_format', 'allow_dots']);
  idleKeys(field, { allow_dots: 'Use `nested_format: dots`.' });
  return {
    array: wordOf(member(field, 'array_format'), ['comma', 'repeat', 'brackets', 'indices']) ?? 'comma',
    nested: wordOf(member(field, 'nested_format'), ['brackets', 'dots']) ?? 'brackets',
  };
}

function readmeOf(field: Field): Config['readme'] {
  return membersOf(member(field, 'example_requests')).flatMap(([role, item]) => {
    const text = stringOf(member(item, 'endpoint'));
    const endpoint = text === undefined ? undefined : endpointOf(member(item, 'endpoint'), text);
    const params = member(item, 'params').value;
    return endpoint
      ? [
          {
            role,
            pointer: item.pointer,
            ...endpoint,
            params: (typeof params === 'object' && params !== null ? params : {}) as Config['readme'][number]['params'],
          },
        ]
      : [];
  });
}

/** A map of words to their casing, or a list of single pairs. */
function casingsOf(field: Field): Config['customCasings'] {
  const pairs = Array.isArray(field.value) ? itemsOf(field).flatMap(membersOf) : membersOf(field);
  const found: (readonly [string, string])[] = [];
  for (const [word, item] of pairs) {
    const casing = stringOf(typeof item.value === 'object' ? member(item, 'pascal') : item);
    if (casing !== undefined) found.push([word.toLowerCase(), casing]);
  }
  return Object.fromEntries(found);
}

/** Codes as a list, or as the keys of a map. */
function ignoredOf(field: Field): readonly string[] {
  const codes = Array.isArray(field.value) ? itemsOf(field).map((item) => [stringOf(item), item] as const) : membersOf(field);
  return codes.flatMap(([code, at]) => {
    if (code === undefined) return [];
    if (!Object.hasOwn(table, code)) reportCode(code, at);
    return [code];
  });
}

/** Codes of the hosted generators are written `Schema/TypeMismatch`; any other that is none of ours is a slip. */
function reportCode(code: string, at: Field): void {
  if (/^[A-Z][A-Za-z]*\/[A-Z][A-Za-z]*$/.test(code)) finding(at, 'config/foreign', { key: code });
  else finding(at, 'config/unknown-code', { found: code, help: suggestion(code, Object.keys(table)) });
}
