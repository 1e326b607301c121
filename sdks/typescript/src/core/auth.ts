import type { InternalOptions } from '../internal/call.js';
import { encodeText } from '../internal/text.js';
import type { CallOutcome } from './api-promise.js';
import { APIError } from './error.js';

/** A secret, or a function that gives it, asked before every attempt. */
export type SecretValue = string | (() => string | Promise<string>);

/** Where a credential is written. What the caller set by hand stays. */
export interface AuthTarget {
  header(name: string, value: string): void;
  query(name: string, value: string): void;
  cookie(name: string, value: string): void;
  /** Tells a secret, so that no error or log shows it. */
  secret(value: string): void;
}

/** What a credential may ask of the client. */
export interface AuthContext {
  /** The secrets that the server has just refused with a 401; empty otherwise. */
  readonly refused: ReadonlySet<string>;
  /** Where the API says it answers. */
  readonly baseURL: string | undefined;
  /** Sends a request of the SDK's own. */
  readonly send: (path: string, options: InternalOptions) => Promise<CallOutcome>;
}

/** One way to authenticate. */
export interface Credential {
  /** Names, in lower case, of the headers, parameters and cookies that it writes: dropped on the way to another origin. */
  readonly names: readonly string[];
  /** True when asking again can give another secret. */
  readonly refreshable: boolean;
  readonly apply: (target: AuthTarget, context: AuthContext) => void | Promise<void>;
}

type Given = SecretValue | null | undefined;

/** A credential of one secret; undefined when there is none. */
function secretCredential(name: string, value: Given, write: (target: AuthTarget, secret: string) => void): Credential | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const put = (target: AuthTarget, secret: string) => {
    target.secret(secret);
    write(target, secret);
  };
  return {
    names: [name.toLowerCase()],
    refreshable: typeof value === 'function',
    apply: (target) => {
      if (typeof value === 'string') return put(target, value);
      const secret = value();
      return typeof secret === 'string' ? put(target, secret) : secret.then((text) => put(target, text));
    },
  };
}

/** `Authorization: Bearer <token>`. */
export function bearer(token: Given): Credential | undefined {
  return secretCredential('authorization', token, (target, secret) => target.header('authorization', `Bearer ${secret}`));
}

/** An API key in a header; `prefix` goes before it. */
export function apiKeyHeader(name: string, key: Given, prefix = ''): Credential | undefined {
  return secretCredential(name, key, (target, secret) => target.header(name, prefix + secret));
}

/** An API key in the query. */
export function apiKeyQuery(name: string, key: Given): Credential | undefined {
  return secretCredential(name, key, (target, secret) => target.query(name, secret));
}

/** An API key in a cookie. */
export function apiKeyCookie(name: string, key: Given): Credential | undefined {
  return secretCredential(name, key, (target, secret) => target.cookie(name, secret));
}

/** `Authorization: Basic`; the user may be empty. */
export function basic(username: string | null | undefined, password: Given): Credential | undefined {
  if (username === undefined || username === null) return undefined;
  return secretCredential('authorization', password ?? undefined, (target, secret) => {
    const pair = base64(`${username}:${secret}`);
    target.secret(pair);
    target.header('authorization', `Basic ${pair}`);
  });
}

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** OAuth 2.0 client credentials (RFC 6749, section 4.4). */
export interface ClientCredentialsOptions {
  /** Absolute, or a path below the client's base URL. */
  readonly tokenURL: string;
  readonly clientID: string | null | undefined;
  readonly clientSecret: string | null | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly audience?: string | undefined;
  /** Where the client's id and secret go: the Authorization header (default) or the body. */
  readonly clientAuth?: 'basic' | 'body' | undefined;
}

interface Token {
  readonly value: string;
  /** Milliseconds, by performance.now(). */
  readonly expires: number;
  /** From here on it is refreshed in the background. */
  renewAt: number;
}

/** Milliseconds before a failed early refresh is tried again. */
const PAUSE = 5000;

/** Tokens by the client credentials grant, shared by all calls of a client; undefined when id or secret is missing. */
export function clientCredentials(options: ClientCredentialsOptions): Credential | undefined {
  if (!options.clientID || !options.clientSecret) return undefined;
  const request = tokenRequest(options, options.clientID, options.clientSecret);
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
  const own = baseURL?.replace(/\/+$/, '');
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
  return { headers, body, contentType, secrets, security: [], idempotent: true, tokenRequest: true };
}

function readToken(answer: unknown, started: number): Token {
  const { access_token: value, expires_in: seconds } = (answer ?? {}) as { access_token?: unknown; expires_in?: unknown };
  if (typeof value !== 'string' || !value) throw new APIError('The token endpoint answered without an access_token');
  const lifetime = Number(seconds ?? Infinity) * 1000;
  const expires = Number.isFinite(lifetime) ? started + lifetime : Infinity;
  // A minute early, or the last fifth of a short life.
  return { value, expires, renewAt: expires - Math.min(60_000, lifetime / 5) };
}
