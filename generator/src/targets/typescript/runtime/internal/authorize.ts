import type { AuthContext, AuthTarget, Credential } from '../core/auth.js';
import { APIError } from '../core/error.js';
import type { Core } from './core.js';
import { setHeader, type HeaderMap } from './headers.js';
import type { CallOptions } from './request-options.js';
import { SECRET } from './secrets.js';
import { encodeText } from './text.js';

/**
 * The credentials of the first alternative that can be met.
 * @throws APIError when none can, before anything is sent; unless the caller set, or removed, such a header by hand.
 */
export function chooseCredentials(core: Core, options: CallOptions, headers: HeaderMap): readonly Credential[] {
  const alternatives = options.security ?? core.security;
  let anonymous = alternatives.length === 0;
  for (const schemes of alternatives) {
    const found = schemes.map((scheme) => core.credentials[scheme]);
    if (found.length > 0 && found.every((credential) => credential !== undefined)) return found as Credential[];
    anonymous ||= found.length === 0;
  }
  if (!anonymous && !Object.keys(headers).some(isCredential(core))) throw missing(core, alternatives);
  return [];
}

const isCredential = (core: Core) => (name: string) =>
  name !== core.config.idempotencyHeader?.toLowerCase() && !/^(trace|baggage)/.test(name) && (core.secretNames.has(name) || SECRET.test(name));

function missing({ config }: Core, alternatives: readonly (readonly string[])[]): APIError {
  const hint = (scheme: string) => config.credentialHints?.[scheme] ?? `\`${scheme}\``;
  const ways = alternatives.map((schemes) => schemes.map(hint).join(' and '));
  return new APIError(`This call needs credentials: set ${ways.join(', or ')}, as an option or environment variable`);
}

/** What one attempt's credentials come to. */
export interface Authorized {
  readonly headers: HeaderMap;
  /** Parameters to add, encoded. */
  readonly query: string[];
  readonly secrets: Set<string>;
}

/** Writes the credentials; a promise when one has to be fetched. */
export function authorize(credentials: readonly Credential[], into: Authorized, context: AuthContext): Promise<unknown> | undefined {
  const { headers, query, secrets } = into;
  const target: AuthTarget = {
    // R44: what the caller set, or removed, by hand stays.
    header: (name, value) => name.toLowerCase() in headers || setHeader(headers, name, value),
    query: (name, value) => query.push(`${encodeText(name)}=${encodeText(value)}`),
    cookie: (name, value) => {
      const own = headers['cookie'];
      if (own !== null) setHeader(headers, 'cookie', `${own ? `${own}; ` : ''}${name}=${encodeText(value)}`);
    },
    secret: (value) => secrets.add(value),
  };
  const waits: Promise<void>[] = [];
  for (const credential of credentials) {
    const wait = credential.apply(target, context);
    if (wait) waits.push(wait);
  }
  return waits.length > 0 ? Promise.all(waits) : undefined;
}
