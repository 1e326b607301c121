import type { AuthScheme, ClientOption, Server } from '../../ir/index.js';
import { belowBase } from '../../kit/access.js';
import { makeScope } from '../../kit/identifier.js';
import { tuple } from './calls.js';
import { toPythonName } from './identifier.js';
import type { PythonImports } from './imports.js';
import { jsonLiteral, literal } from './literal.js';

/** An option of the constructor, with the name that it has there. */
export interface NamedOption {
  readonly option: ClientOption;
  readonly name: string;
  /** Annotation without `| None`. */
  readonly type: string;
  /** Whether it holds a secret, which may also be a function. */
  readonly secret: boolean;
}

/** Options that every client has. */
const baseOptions = (
  'self options environment base_url timeout max_retries default_headers default_query http_client deadline proxy middleware tracing logger log_level ' +
  'max_response_bytes max_event_bytes idle_timeout event_idle_timeout reconnect max_retry_delay on_drift copy with_options close is_closed str float'
).split(' ');

const types = { string: 'str', boolean: 'bool', number: 'float' } as const;

/** The options of the client, each under a name of its own. */
export function nameOptions(options: readonly ClientOption[], taken: Iterable<string>): readonly NamedOption[] {
  const scope = makeScope([...baseOptions, ...taken]);
  return options.map((option) => {
    const { use } = option;
    const secret = use.kind === 'credential' && (use.role === 'value' || use.role === 'access_token' || use.role === 'password');
    return { option, name: scope.take(toPythonName(option.name), option.name.wire), type: secret ? 'SecretValue' : types[option.type], secret };
  });
}

/** The value of an option: the caller's, else the environment's, else the default. */
export function optionValue({ option, name }: NamedOption, imports: PythonImports): readonly string[] {
  const { type, readEnv, default: given } = option;
  const fixed = given === undefined || given === null ? undefined : jsonLiteral(given);
  if (readEnv === undefined && fixed === undefined) return [];
  const lines = [`if ${name} is None:`];
  const read = readEnv === undefined ? undefined : `${imports.from('_core.settings', 'read_env', '_read_env')}(${literal(readEnv)})`;
  if (read === undefined) return [...lines, `    ${name} = ${fixed}`];
  if (type === 'string') return [...lines, `    ${name} = ${read}${fixed === undefined ? '' : ` or ${fixed}`}`];
  const converted = type === 'number' ? `float(_given) if _given else ${fixed ?? 'None'}` : `_given == "true" if _given else ${fixed ?? 'None'}`;
  return [...lines, `    _given = ${read}`, `    ${name} = ${converted}`];
}

type Role = Extract<ClientOption['use'], { kind: 'credential' }>['role'];

/** The expression of a scheme's credential; undefined when no option sets it. */
export function credentialText(scheme: AuthScheme, options: readonly NamedOption[], imports: PythonImports, base: string | undefined): string | undefined {
  const own = options.filter(({ option: { use } }) => use.kind === 'credential' && use.scheme === scheme.id);
  const byRole = (...roles: readonly Role[]): string | undefined =>
    own.find(({ option: { use } }) => use.kind === 'credential' && roles.includes(use.role))?.name;
  const call = (name: string, ...args: readonly string[]): string => `${imports.from('_core', 'auth', '_auth')}.${name}(${args.join(', ')})`;
  const token = byRole('value', 'access_token');
  switch (scheme.kind) {
    case 'bearer':
    case 'openIdConnect':
      return token === undefined ? undefined : call('bearer', token);
    case 'basic': {
      const [user, password] = [byRole('username'), byRole('password', 'value')];
      return password === undefined && user === undefined ? undefined : call('basic', user ?? '""', password ?? '""');
    }
    case 'apiKey': {
      if (token === undefined) return undefined;
      const key = { header: 'api_key_header', query: 'api_key_query', cookie: 'api_key_cookie' }[scheme.in];
      return call(key, literal(scheme.wire), token, ...(scheme.prefix ? [literal(scheme.prefix)] : []));
    }
    case 'oauth2': {
      const [id, secret] = [byRole('client_id'), byRole('client_secret')];
      const bearer = token === undefined ? undefined : call('bearer', token);
      if (scheme.tokenUrl === undefined || id === undefined || secret === undefined) return bearer;
      const scopes = scheme.scopes.length === 0 ? [] : [`scopes=${tuple(scheme.scopes.map((scope) => literal(scope)))}`];
      const grant = call('client_credentials', literal(belowBase(scheme.tokenUrl, base)), id, secret, ...scopes);
      return bearer === undefined ? grant : `${bearer} or ${grant}`;
    }
  }
}

/** A server that can be reached as it stands, under a name. */
export interface Environment {
  readonly name: string;
  readonly server: Server;
}

/** Servers that can be reached as they stand, each under a name. */
export function nameEnvironments(servers: readonly Server[]): readonly Environment[] {
  const scope = makeScope();
  return servers
    .filter(({ url }) => /^https?:\/\//i.test(url))
    .map((server) => ({ name: scope.take(toPythonName(server.name), server.url), server }));
}
