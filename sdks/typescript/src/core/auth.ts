import type { InternalOptions } from '../internal/call.js';
import type { CallOutcome } from './api-promise.js';

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
  /** The type of what was given, where it can be no secret. */
  readonly wrong?: string | undefined;
  readonly apply: (target: AuthTarget, context: AuthContext) => void | Promise<void>;
}

type Given = SecretValue | null | undefined;

/** A credential of one secret; undefined when there is none. */
function secretCredential(name: string, value: Given, write: (target: AuthTarget, secret: string) => void): Credential | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const put = (target: AuthTarget, secret: string) => {
    if (typeof secret !== 'string') throw new TypeError(`The function that gives the secret of \`${name}\` gave no string but a ${typeof secret}`);
    target.secret(secret);
    write(target, secret);
  };
  return {
    names: [name.toLowerCase()],
    refreshable: typeof value === 'function',
    wrong: /string|function/.test(typeof value) ? undefined : typeof value,
    apply: (target) => {
      if (typeof value === 'string') return put(target, value);
      const secret = value();
      return secret instanceof Object ? secret.then((text) => put(target, text)) : put(target, secret);
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

/** Base64 of a text's UTF-8 bytes. */
export const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

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
