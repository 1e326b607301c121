import type { MethodConfig, ModelConfig, ResourceConfig, StreamingConfig } from './config.js';
import {
  booleanOf,
  defined,
  finding,
  knownKeys,
  member,
  membersOf,
  numberOf,
  stringOf,
  stringsOf,
  wordOf,
  wrong,
  type Field,
} from './field.js';
import { foreignKeys, idle, idleKeys } from './idle.js';
import { millisecondsOf } from './read-client.js';
import { readSecurity } from './read-security.js';
import { readRules } from './read-streaming.js';

const verbs = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);

/** Reads a tree of resources. */
export function readResources(field: Field): readonly ResourceConfig[] {
  return membersOf(field).map(([name, item]) => resourceOf(name, item));
}

const resourceKeys = [
  'methods',
  'models',
  'subresources',
  'description',
  'deprecated',
  'skip',
  'only',
  'standalone_api',
  'name',
  'class_name',
  'filename',
  'custom_casings',
  'terraform',
  'cli',
];

function resourceOf(name: string, field: Field): ResourceConfig {
  knownKeys(field, resourceKeys);
  idleKeys(field, {
    standalone_api: 'Resources are members of the client.',
    name: 'The key is the name.',
    class_name: 'The class is called after the key.',
    filename: 'The file is called after the key.',
    custom_casings: 'Use `custom_casings` at the top of the file.',
  });
  foreignKeys(field, ['terraform', 'cli']);
  return {
    name,
    pointer: field.pointer,
    methods: membersOf(member(field, 'methods')).flatMap(([method, item]) => methodOf(method, item) ?? []),
    models: membersOf(member(field, 'models')).flatMap(([model, item]) => modelOf(model, item) ?? []),
    subresources: readResources(member(field, 'subresources')),
    deprecated: member(field, 'deprecated').value !== undefined && member(field, 'deprecated').value !== false,
    skip: isLeftOut(field),
    ...defined({ description: stringOf(member(field, 'description')) }),
  };
}

const methodKeys = [
  'type',
  'endpoint',
  'paginated',
  'positional_params',
  'body_param_name',
  'skip',
  'only',
  'streaming',
  'unwrap_response',
  'skip_test_reason',
  'skip_test',
  'deprecated',
  'description',
  'default_request_options',
  'to',
  'discriminator',
  'params_type_name',
  'name',
  'timeout',
  'idempotent',
  'security',
  'readme',
  'example',
  'max_retries',
  'method_name',
  'bearer_token_format',
  'terraform',
  'cli',
  'mcp',
  'param_renames',
  'request_type_name',
  'response_type_name',
  'http_method',
  'undocumented',
  'deprecated_message',
  'signature',
  'unwrap_on_response',
  'custom_methods',
];

const idleMethod = {
  name: 'The key is the name.',
  method_name: 'The key is the name.',
  readme: 'Use `readme.example_requests`.',
  example: 'Give examples in the document.',
  bearer_token_format: 'Declare a security scheme in the document.',
  param_renames: 'Rename a parameter by `x-sdkwright-param` in the document.',
  request_type_name: 'Use `params_type_name`.',
  response_type_name: 'Name the schema of the response under `models`.',
  http_method: 'Say it in `endpoint`.',
  undocumented: 'Use `skip: true` to leave the method out.',
  deprecated_message: 'Use `deprecated: text`.',
  signature: 'Use `positional_params` and `body_param_name`.',
  unwrap_on_response: 'Use `unwrap_response`.',
  custom_methods: 'Write methods of your own in `src/lib/` (in Python `src/<package>/lib/`).',
};

/** Whether all targets leave something out: by `skip: true`, or as all of them are listed. A list of some of them is reported. */
function isLeftOut(field: Field): boolean {
  const [skip, only] = [member(field, 'skip'), member(field, 'only')];
  if (skip.value === true || only.value === false) return true;
  const same = (name: string): string => (name === 'node' ? 'typescript' : name);
  const targets = field.report.targets.map(same);
  const listed = (at: Field): readonly string[] | undefined => (Array.isArray(at.value) ? stringsOf(at).map(same) : undefined);
  const [without, within] = [listed(skip), listed(only)];
  const out = targets.filter((name) => without?.includes(name) === true || within?.includes(name) === false);
  if (out.length === 0) return false;
  if (out.length === targets.length) return true;
  idle(without ? skip : only, without ? 'skip' : 'only', `It is in every SDK, also for ${out.join(', ')}. \`skip: true\` leaves it out of all.`);
  return false;
}

function methodOf(name: string, field: Field): MethodConfig | undefined {
  if (typeof field.value === 'string') {
    const endpoint = endpointOf(field, field.value);
    return endpoint && { name, pointer: field.pointer, kind: 'http', ...endpoint, skip: false };
  }
  if (typeof field.value !== 'object' || field.value === null || Array.isArray(field.value)) {
    wrong(field, 'an endpoint (`get /things`) or an object');
    return undefined;
  }
  knownKeys(field, methodKeys);
  const type = stringOf(member(field, 'type')) ?? 'http';
  if (type === 'alias')
    return {
      name,
      pointer: field.pointer,
      kind: 'alias',
      verb: '',
      path: '',
      skip: false,
      ...defined({ to: stringOf(member(field, 'to')) }),
    };
  if (type === 'webhook_unwrap')
    return {
      name,
      pointer: field.pointer,
      kind: 'webhookUnwrap',
      verb: '',
      path: '',
      skip: false,
      ...defined({ discriminator: stringOf(member(field, 'discriminator')) }),
    };
  idleKeys(field, idleMethod);
  foreignKeys(field, ['terraform', 'cli', 'mcp', 'skip_test', 'skip_test_reason']);
  const text = stringOf(member(field, 'endpoint'));
  if (text === undefined) {
    finding(field, 'config/missing', { key: 'endpoint' });
    return undefined;
  }
  const endpoint = endpointOf(member(field, 'endpoint'), text);
  return endpoint && { name, pointer: field.pointer, kind: 'http', ...endpoint, ...methodFacts(field) };
}

function methodFacts(field: Field): Omit<MethodConfig, 'name' | 'pointer' | 'kind' | 'verb' | 'path'> {
  const options = member(field, 'default_request_options');
  const paginated = member(field, 'paginated').value;
  const deprecated = member(field, 'deprecated').value;
  const unwrap = member(field, 'unwrap_response').value;
  const positional = member(field, 'positional_params');
  idleKeys(options, {
    headers: 'Use `client_settings.default_headers`, or pass `headers` with the call.',
  });
  return {
    skip: isLeftOut(field),
    ...defined({
      paginated: typeof paginated === 'boolean' || typeof paginated === 'string' ? paginated : undefined,
      positional: positional.value === undefined ? undefined : stringsOf(positional),
      bodyParam: stringOf(member(field, 'body_param_name')),
      streaming: streamingOf(member(field, 'streaming')),
      unwrapResponse: typeof unwrap === 'boolean' || typeof unwrap === 'string' ? unwrap : undefined,
      skipTest: textOf(member(field, 'skip_test_reason')),
      deprecated:
        typeof deprecated === 'object' && deprecated !== null
          ? (textOf(member(member(field, 'deprecated'), 'message')) ?? true)
          : typeof deprecated === 'boolean' || typeof deprecated === 'string'
            ? deprecated
            : undefined,
      description: stringOf(member(field, 'description')),
      timeoutMs: millisecondsOf(member(options, 'timeout')) ?? millisecondsOf(member(field, 'timeout')),
      maxRetries: retriesOf(member(options, 'max_retries')) ?? retriesOf(member(field, 'max_retries')),
      idempotent: booleanOf(member(field, 'idempotent')),
      security: readSecurity(member(field, 'security')),
      paramsName: stringOf(member(field, 'params_type_name')) ?? paramsNameOf(member(field, 'streaming')),
    }),
  };
}

/** A whole number, not below zero. */
function retriesOf(field: Field): number | undefined {
  const count = numberOf(field);
  if (count === undefined || (Number.isInteger(count) && count >= 0)) return count;
  wrong(field, 'a whole number of retries');
  return undefined;
}

const paramsNameOf = (streaming: Field): string | undefined => stringOf(member(streaming, 'params_type_name'));

/** A text, or the text for the default language of a map by target. */
function textOf(field: Field): string | undefined {
  if (typeof field.value === 'object' && field.value !== null)
    return membersOf(field)
      .map(([, item]) => stringOf(item))
      .find((text) => text !== undefined);
  return stringOf(field);
}

function streamingOf(field: Field): StreamingConfig | undefined {
  if (field.value === undefined || field.value === false) return undefined;
  if (field.value === true) return { param: null };
  knownKeys(field, [
    'type',
    'param_discriminator',
    'stream_event_model',
    'params_type_name',
    'on_event',
    'stream_param',
    'handle_error',
  ]);
  idleKeys(field, {
    stream_param: 'Use `param_discriminator`.',
    handle_error: 'Use `on_event` with `handle: error`.',
  });
  const type = wordOf(member(field, 'type'), ['sse', 'jsonl']);
  const rules = member(field, 'on_event');
  return {
    param: stringOf(member(field, 'param_discriminator')) ?? null,
    ...defined({
      type,
      event: stringOf(member(field, 'stream_event_model')),
      onEvent: rules.value === undefined ? undefined : readRules(rules),
    }),
  };
}

const idleModel = {
  no_params_suffix: 'The type of a request is called after its method.',
  param_model: 'The type of a request is called after its method; a schema that serves as both is one model.',
  only: 'A model is in every SDK.',
  force_generation: 'Every model that is listed is generated.',
};

function modelOf(name: string, field: Field): ModelConfig | undefined {
  const reference =
    typeof field.value === 'object' && !Array.isArray(field.value)
      ? (stringOf(member(field, 'openapi_uri')) ?? stringOf(member(field, '$ref')))
      : stringOf(field);
  idleKeys(field, idleModel);
  if (reference === undefined) {
    finding(field, 'config/missing', { key: 'openapi_uri' });
    return undefined;
  }
  return { name, pointer: field.pointer, reference };
}

/** Reads `get /things/{id}`. */
export function endpointOf(field: Field, text: string): { readonly verb: string; readonly path: string } | undefined {
  const match = /^\s*([A-Za-z]+)\s+(\/\S*)\s*$/.exec(text);
  if (!match || !verbs.has((match[1] as string).toLowerCase())) {
    finding(field, 'config/endpoint', { found: text });
    return undefined;
  }
  return { verb: (match[1] as string).toLowerCase(), path: match[2] as string };
}
