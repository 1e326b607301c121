import type { InternalOptions } from '../internal/call.js';
import { publicHeaders } from '../internal/redirect.js';
import { encodeText } from '../internal/text.js';
import { base64, type AuthContext, type ClientCredentialsOptions, type Credential } from './auth.js';
import { APIError } from './error.js';

interface Token {
  readonly value: string;
  /** Milliseconds, by performance.now(). */
  readonly expires: number;
  /** From here on it is refreshed in the background. */
  renewAt: number;
}

/** Milliseconds before a failed early refresh is tried again. */
const PAUSE = 5000;

/** Tokens by the client credentials grant, shared by all calls of a client. */
export function clientCredentials(options: ClientCredentialsOptions): Credential {
  const request = tokenRequest(options, options.clientID ?? '', options.clientSecret ?? '');
  const fetchToken = async (context: AuthContext): Promise<unknown> => {
    const { path, server } = locate(options.tokenURL, context.baseURL);
    const answer = await context.send(path, server === undefined ? request : { ...request, server });
    try {
      return await answer.parse();
    } catch {
      // R23: what does not parse may hold a token all the same, so nothing of it is kept.
      throw new APIError('The token endpoint answered with something other than JSON', { requestID: answer.requestID });
    }
  };
  let token: Token | undefined;
  let pending: Promise<Token> | undefined;

  /** However many calls wait, one request is under way. */
  const renew = (context: AuthContext): Promise<Token> =>
    (pending ??= (async () => {
      const started = performance.now();
      try {
        return (token = readToken(await fetchToken(context), started));
      } finally {
        pending = undefined;
      }
    })());

  return {
    names: ['authorization'],
    refreshable: true,
    apply: (target, context) => {
      const put = ({ value }: Token) => {
        target.secret(value);
        target.header('authorization', `Bearer ${value}`);
      };
      const time = performance.now();
      // R22: only the token that was refused is dropped; another call may have renewed it by now.
      if (token && (context.refused.has(token.value) || time >= token.expires)) token = undefined;
      if (!token) return renew(context).then(put);
      if (time >= token.renewAt) {
        // R21: early, in the background; when it fails, the token at hand is good for a while.
        token.renewAt = time + PAUSE;
        if (!pending) renew(context).catch(() => {});
      }
      return put(token);
    },
  };
}

/** A token endpoint below the API's own base follows where the caller's `baseURL` leads. */
function locate(tokenURL: string, baseURL: string | undefined): { readonly path: string; readonly server?: string } {
  const own = baseURL?.replace(/(?<!\/)\/+$/, '');
  const path = own && tokenURL.startsWith(`${own}/`) ? tokenURL.slice(own.length) : tokenURL;
  if (!/^https?:/i.test(path)) return { path };
  const { origin, pathname, search } = new URL(path);
  return { path: pathname + search, server: origin };
}

/** By the same rules as any call (retries, timers), with no other credential, and never redirected. */
function tokenRequest(options: ClientCredentialsOptions, clientID: string, clientSecret: string): InternalOptions {
  const fields: [string, string | undefined][] = [
    ['grant_type', 'client_credentials'],
    ['scope', options.scopes?.join(' ') || undefined],
    ['audience', options.audience],
  ];
  const secrets = [clientSecret];
  const headers: Record<string, string> = { accept: 'application/json' };
  if (options.clientAuth === 'body') {
    fields.push(['client_id', clientID], ['client_secret', clientSecret]);
  } else {
    // RFC 6749, section 2.3.1: both are form-encoded before they are joined.
    const pair = base64(`${encodeText(clientID)}:${encodeText(clientSecret)}`);
    secrets.push(pair);
    headers['authorization'] = `Basic ${pair}`;
  }
  const body = fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeText(value)}`])).join('&');
  const contentType = 'application/x-www-form-urlencoded';
  return { headers, body, contentType, secrets, security: [], idempotent: true, tokenRequest: publicHeaders };
}

function readToken(answer: unknown, started: number): Token {
  const { access_token: value, expires_in: seconds } = (answer ?? {}) as { access_token?: unknown; expires_in?: unknown };
  if (typeof value !== 'string' || !value) throw new APIError('The token endpoint answered without an access_token');
  const lifetime = Number(seconds ?? Infinity) * 1000;
  const expires = Number.isFinite(lifetime) ? started + lifetime : Infinity;
  // A minute early, or the last fifth of a short life.
  return { value, expires, renewAt: expires - Math.min(60_000, lifetime / 5) };
}
