import { APIError } from '../core/error.js';
import type { ClientCredentialsOptions, Credential } from '../core/auth.js';
import type { Extras } from '../core/extras.js';
import type { Middleware } from '../core/middleware.js';
import type { Scope } from './scope.js';
import { fetchTransport } from './fetch-transport.js';
import { addHeaders, type HeaderMap } from './headers.js';
import type { CallLog } from './log.js';
import { need, NO_EXTRAS } from './need.js';
import { isBrowser, readEnv } from './platform.js';
import type { Proxies } from './proxy.js';
import type { BaseClientOptions, ClientConfig } from './request-options.js';
import { RETRY_STATUSES, RetryBudget } from './retry.js';
import type { Transport } from './transport.js';

/** A base URL, taken apart once. */
export interface Base {
  readonly origin: string;
  /** Without a slash at the end. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
}

/** What a client and those that `withOptions` makes of it have in common. */
export interface Shared {
  readonly budget: RetryBudget;
  readonly scopes: Set<Scope>;
  /** Origins that answered through fetch. */
  readonly seen: Set<string>;
  readonly transports: Map<string, Transport>;
  closed: boolean;
}

/** A client's settings, resolved once: what calls work with. */
export interface Core {
  readonly config: ClientConfig;
  readonly options: BaseClientOptions;
  readonly base: Base;
  /** Sent with every request unless something closer says otherwise. */
  readonly headers: HeaderMap;
  readonly credentials: Readonly<Record<string, Credential | undefined>>;
  readonly security: readonly (readonly string[])[];
  readonly secretNames: ReadonlySet<string>;
  readonly retryStatuses: ReadonlySet<number>;
  readonly middleware: readonly Middleware[];
  readonly tracing: boolean;
  /** False in browsers, whose preflights fail on headers that the API's CORS rules do not list. */
  readonly extraHeaders: boolean;
  readonly log: CallLog | undefined;
  readonly extras: Partial<Extras>;
  /** Through fetch: where the extras have no better way. */
  readonly fetch: Transport;
  readonly proxies: Proxies | undefined;
  readonly shared: Shared;
}

/** Under this key `withOptions` hands what clients share to the next constructor. */
export const SHARED = Symbol('shared');

/** @throws APIError when there is no base URL, TypeError when it is none of the web. */
export function parseBase(url: string | undefined): Base {
  if (url === undefined) throw new APIError('Set the option `baseURL`: this API names no server');
  let parsed: URL | undefined;
  try {
    parsed = new URL(url);
  } catch {
    // The message below says it.
  }
  if (!parsed?.protocol.startsWith('http')) throw new TypeError(`\`baseURL\` must be an http or https URL but is '${String(url).replace(/\/\/.*@/, '//')}'`);
  return { origin: parsed.origin, path: parsed.pathname.replace(/(?<!\/)\/+$/, ''), query: parsed.search.slice(1) };
}

/** Resolves settings: option, then environment, then what the API says. The environment never sets retries. */
export function makeCore(config: ClientConfig, options: BaseClientOptions & { readonly [SHARED]?: Shared }, classExtras?: Partial<Extras>): Core {
  const extras = options.extras ?? classExtras ?? NO_EXTRAS;
  extras.check?.(config.options ?? options);
  const { name, version, envPrefix } = config;
  const env = (suffix: string) => (envPrefix ? readEnv(`${envPrefix}_${suffix}`) : undefined);
  const credentials = resolveCredentials(config, extras);
  const browser = isBrowser();
  const headers: HeaderMap = {};
  // R46: names come from configuration files; a line break in one must not start a header.
  if (!browser) headers['user-agent'] = `${name}/TS ${version}`.replace(/[^ -~]/g, '');
  addHeaders(headers, config.headers);
  addHeaders(headers, options.defaultHeaders);
  const shared = options[SHARED] ?? { budget: new RetryBudget(), scopes: new Set(), seen: new Set(), transports: new Map(), closed: false };
  const names = Object.values(credentials).flatMap((credential) => credential?.names ?? []);
  return {
    config,
    options,
    base: parseBase(options.baseURL ?? env('BASE_URL') ?? config.baseURL),
    headers,
    credentials,
    security: config.security ?? [],
    secretNames: new Set([...names, ...(config.secretNames ?? []), config.idempotencyHeader ?? ''].map((text) => text.toLowerCase())),
    retryStatuses: new Set(config.retryStatuses ?? RETRY_STATUSES),
    middleware: options.middleware ?? [],
    tracing: options.tracing ?? !browser,
    extraHeaders: !browser,
    log: extras.log?.(name, options.logger, [options.logLevel, env('LOG')]),
    extras,
    fetch: fetchTransport(options.fetch, options.fetchOptions, shared.seen),
    proxies: extras.proxies?.(options.proxy),
    shared,
  };
}

/** Makes credentials of what only settings were given of. */
function resolveCredentials({ credentials = {}, credentialHints }: ClientConfig, { clientCredentials }: Partial<Extras>): Record<string, Credential | undefined> {
  const resolve = (scheme: string, one: Credential | ClientCredentialsOptions | undefined) => {
    if (!one) return one;
    if (!('tokenURL' in one)) {
      if (one.wrong) throw new TypeError(`${credentialHints?.[scheme] ?? scheme} must be a string or a function that gives one, but is a ${one.wrong}`);
      return one;
    }
    return one.clientID && one.clientSecret ? need(clientCredentials, 'OAuth')(one) : undefined;
  };
  return Object.fromEntries(Object.entries(credentials).map(([scheme, one]) => [scheme, resolve(scheme, one)]));
}

/** The transport of a request to `origin`: the caller's, that of the extras, else fetch. */
export function transportFor({ options, shared: { transports }, proxies, extras, fetch }: Core, origin: string): Transport {
  return options.transport ?? extras.transport?.({ origin, options, proxies, transports }) ?? fetch;
}
