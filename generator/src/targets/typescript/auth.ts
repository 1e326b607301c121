import type { Api, AuthScheme, ClientOption } from '../../ir/index.js';
import { belowBase } from '../../kit/access.js';
import type { Casing } from '../../kit/casing.js';
import { makeScope, toBinding } from '../../kit/identifier.js';
import type { Imports } from '../../kit/imports.js';
import { literal, propertyKey } from '../../kit/literal.js';

/** An option of the generated constructor, with the name that it has there. */
export interface NamedOption {
  readonly option: ClientOption;
  readonly name: string;
}

/** Option names of the base client and of the constructor itself. */
const baseOptions = (
  'baseURL timeout connectTimeout deadline maxRetries maxRetryDelay defaultHeaders defaultQuery fetch fetchOptions transport proxy logger logLevel ' +
  'middleware tracing idleTimeout eventIdleTimeout maxResponseBytes maxEventBytes checkResponses environment options rest environments'
).split(' ');

/** The options of the client, each under a name of its own. */
export function nameOptions(options: readonly ClientOption[], casing: Casing): readonly NamedOption[] {
  const scope = makeScope(baseOptions);
  return options.map((option) => ({
    option,
    name: scope.take(toBinding(casing.camel(option.name.words), option.name.wire), option.name.wire),
  }));
}

type Role = Extract<ClientOption['use'], { kind: 'credential' }>['role'];

interface CredentialContext {
  readonly options: readonly NamedOption[];
  readonly imports: Imports;
  /** The first base URL: a token endpoint below it is called relative to the client's own. */
  readonly base: string | undefined;
}

/** The expression of a scheme's credential, or of the settings of one that the extras make; undefined when no option sets it. */
export function credentialText(scheme: AuthScheme, { options, imports, base }: CredentialContext): string | undefined {
  const own = options.filter(({ option: { use } }) => use.kind === 'credential' && use.scheme === scheme.id);
  const byRole = (...roles: readonly Role[]): string | undefined =>
    own.find(({ option: { use } }) => use.kind === 'credential' && roles.includes(use.role))?.name;
  const call = (name: string, ...args: readonly string[]): string =>
    `${imports.use({ module: 'core/auth.js', name, kind: 'value', space: 'Auth' })}(${args.join(', ')})`;
  const token = byRole('value', 'access_token');
  switch (scheme.kind) {
    case 'bearer':
    case 'openIdConnect':
      return token === undefined ? undefined : call('bearer', token);
    case 'basic': {
      const [user, password] = [byRole('username'), byRole('password', 'value')];
      return password === undefined && user === undefined ? undefined : call('basic', user ?? "''", password ?? "''");
    }
    case 'apiKey': {
      if (token === undefined) return undefined;
      const key = { header: 'apiKeyHeader', query: 'apiKeyQuery', cookie: 'apiKeyCookie' }[scheme.in];
      return call(key, literal(scheme.wire), token, ...(scheme.prefix ? [literal(scheme.prefix)] : []));
    }
    case 'oauth2':
      return oauthText(
        { ...scheme, ...(scheme.tokenUrl === undefined ? {} : { tokenUrl: belowBase(scheme.tokenUrl, base) }) },
        { token, id: byRole('client_id'), secret: byRole('client_secret') },
        call,
      );
  }
}

interface OAuthOptions {
  readonly token: string | undefined;
  readonly id: string | undefined;
  readonly secret: string | undefined;
}

function oauthText(
  { tokenUrl, scopes }: Extract<AuthScheme, { kind: 'oauth2' }>,
  { token, id, secret }: OAuthOptions,
  call: (name: string, ...args: readonly string[]) => string,
): string | undefined {
  const grant =
    tokenUrl !== undefined && id !== undefined && secret !== undefined
      ? `{ ${[`tokenURL: ${literal(tokenUrl)}`, pair('clientID', id), pair('clientSecret', secret), ...(scopes.length > 0 ? [`scopes: [${scopes.map((scope) => literal(scope)).join(', ')}]`] : [])].join(', ')} }`
      : undefined;
  const bearer = token === undefined ? undefined : call('bearer', token);
  return bearer !== undefined && grant !== undefined ? `${bearer} ?? ${grant}` : (bearer ?? grant);
}

const pair = (key: string, name: string): string => (key === name ? key : `${key}: ${name}`);

/** An object literal entry for a scheme; ids are names from the document. */
export const schemeEntry = (id: string, text: string): string =>
  propertyKey(id) === text ? text : `${propertyKey(id)}: ${text}`;

/** True where options let the client fetch tokens by itself: the bare client has to be given that. */
export const fetchesTokens = ({ auth, options }: Api): boolean =>
  auth.some((scheme) => {
    const has = (role: Role): boolean => options.some(({ use }) => use.kind === 'credential' && use.scheme === scheme.id && use.role === role);
    return scheme.kind === 'oauth2' && scheme.tokenUrl !== undefined && has('client_id') && has('client_secret');
  });
