import type { ClientConfig, ClientOptionConfig } from './config.js';
import { foreignKeys, idleKeys } from './idle.js';
import {
  booleanOf,
  defined,
  jsonOf,
  knownKeys,
  member,
  membersOf,
  numberOf,
  stringOf,
  wordOf,
  wrong,
  type Field,
} from './field.js';

/** Reads `client_settings`. */
export function readClient(field: Field): ClientConfig {
  knownKeys(field, [
    'opts',
    'default_retries',
    'default_env_prefix',
    'idempotency',
    'default_timeout',
    'default_headers',
    'logging',
    'retries',
    'use_bearer_auth',
    'pagination',
  ]);
  idleKeys(field, {
    logging: 'Users choose a level by the option `logLevel` or the environment variable ending in `_LOG`.',
    retries: 'Use `default_retries`.',
    use_bearer_auth: 'Declare a security scheme `{type: http, scheme: bearer}`.',
    pagination: 'Use `pagination` at the top of the file.',
  });
  const headers = membersOf(member(field, 'default_headers')).flatMap(([name, item]) => {
    const value = stringOf(item);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    options: membersOf(member(field, 'opts')).map(([name, item]) => optionOf(name, item)),
    headers: Object.fromEntries(headers),
    ...defined({
      maxRetries: retriesOf(member(field, 'default_retries')),
      timeoutMs: millisecondsOf(member(field, 'default_timeout')),
      envPrefix: stringOf(member(field, 'default_env_prefix')),
      idempotencyHeader: stringOf(member(member(field, 'idempotency'), 'header')),
    }),
  };
}

function retriesOf(field: Field): number | undefined {
  const times = 'Waiting times between attempts are not configurable; a server sets them by `Retry-After`.';
  idleKeys(field, { initial_delay_seconds: times, max_delay_seconds: times });
  return typeof field.value === 'object' ? numberOf(member(field, 'max_retries')) : numberOf(field);
}

const optionKeys = [
  'type',
  'nullable',
  'default',
  'read_env',
  'description',
  'auth',
  'send_in_header',
  'send_as_query_param',
  'server_variable',
  'example',
  'required',
  'positional',
  'skip',
  'format',
  'enum',
  'webhook',
  'send_as_path_param',
  'name',
  'casings',
];

const idleOptions = {
  required: 'An option is required unless it is `nullable` or has a `default`.',
  positional: 'Options are given by name.',
  skip: 'Remove the option.',
  format: 'An option is a string, a number or a boolean.',
  enum: 'Name the values in the `description`.',
  webhook: 'Call the option `webhook_secret`.',
  send_as_path_param: 'An option with the name of a path parameter is its default without being told.',
  name: 'The key is the name.',
  casings: 'Use `custom_casings`.',
};

function optionOf(name: string, field: Field): ClientOptionConfig {
  knownKeys(field, optionKeys);
  idleKeys(field, idleOptions);
  foreignKeys(field, ['example']);
  const auth = member(field, 'auth');
  const scheme = stringOf(member(auth, 'security_scheme'));
  const preset = jsonOf(member(field, 'default'));
  return {
    name,
    pointer: field.pointer,
    type:
      wordOf(member(field, 'type'), ['string', 'boolean', 'number', 'integer']) === 'boolean'
        ? 'boolean'
        : /^(?:number|integer)$/.test(String(member(field, 'type').value))
          ? 'number'
          : 'string',
    nullable: booleanOf(member(field, 'nullable')) ?? false,
    ...(preset === undefined ? {} : { default: preset }),
    ...(scheme === undefined ? {} : { auth: { scheme, ...defined({ role: stringOf(member(auth, 'role')) }) } }),
    ...defined({
      readEnv: stringOf(member(field, 'read_env')),
      description: stringOf(member(field, 'description')),
      sendInHeader: stringOf(member(field, 'send_in_header')),
      sendAsQueryParam: stringOf(member(field, 'send_as_query_param')),
      serverVariable: stringOf(member(field, 'server_variable')),
    }),
  };
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A duration in milliseconds: `PT60S`, `60s`, `5m`, or a number of milliseconds. */
export function millisecondsOf(field: Field): number | undefined {
  const { value } = field;
  if (value === undefined || typeof value === 'number') return value;
  const text = typeof value === 'string' ? value.trim() : '';
  const iso = /^PT(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?$/i.exec(text);
  if (iso && text.length > 2)
    return Math.round((Number(iso[1] ?? 0) * 3600 + Number(iso[2] ?? 0) * 60 + Number(iso[3] ?? 0)) * 1000);
  const short = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/i.exec(text);
  if (short) return Math.round(Number(short[1]) * (units[(short[2] as string).toLowerCase()] as number));
  wrong(field, 'a duration such as PT60S, 60s or a number of milliseconds');
  return undefined;
}
