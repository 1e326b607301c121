import { checkOptions } from '../internal/check-options.js';
import { decompress } from '../internal/decompress.js';
import { dispatcherTransport, nodeFetchIsNative } from '../internal/dispatcher-transport.js';
import type { RawEncoder } from '../internal/body.js';
import { makeLog, type CallLog, type Logger, type LogLevel } from '../internal/log.js';
import { throughMiddleware } from '../internal/middleware.js';
import { proxyFor, proxyTransport, readProxies, type Proxies } from '../internal/proxy.js';
import { encodeRaw } from '../internal/raw-body.js';
import { followRedirect, hiddenRedirect, leaveOrigin, publicHeaders } from '../internal/redirect.js';
import type { BaseClientOptions } from '../internal/request-options.js';
import { streamInit } from '../internal/stream-init.js';
import { startSpans } from '../internal/telemetry.js';
import type { CallTrace, TraceInfo } from '../internal/trace.js';
import type { StreamInit, Transport } from '../internal/transport.js';
import type { ParamCodec, Unread, WireResponse } from '../internal/types.js';
import type { ClientCredentialsOptions, Credential } from './auth.js';
import { paramStyles } from './param-styles.js';
import { unread } from './unread.js';

/**
 * What not every call needs. Clients with resources have all of it. A bare one, for per-operation functions, goes through fetch; its
 * functions bring what their operations need, and it is given more as its option `extras`: these, or some of them. Without
 * `redirects` a redirect is an error, without `unread` downloads and `asResponse()` are buffered.
 */
export interface Extras {
  readonly transport: (request: TransportNeed) => Transport | undefined;
  /** Looks at the options of a client or a call. @throws TypeError for a wrong one. */
  readonly check: (options: unknown) => void;
  readonly decompress: (reply: WireResponse) => WireResponse;
  readonly proxies: (option: string | false | undefined) => Proxies | undefined;
  readonly spans: (info: TraceInfo) => CallTrace | undefined;
  /** Follows redirects, and leaves the API for other origins. */
  readonly redirects: typeof redirects;
  readonly middleware: typeof throughMiddleware;
  readonly params: ParamCodec;
  readonly raw: RawEncoder;
  readonly streamInit: StreamInit;
  readonly unread: Unread;
  /** OAuth 2.0; `clientCredentials` of `core/oauth.js`. */
  readonly clientCredentials?: (options: ClientCredentialsOptions) => Credential;
  readonly log: (name: string, logger: Logger | undefined, levels: readonly (LogLevel | string | undefined)[]) => CallLog | undefined;
}

/** What decides on a transport. */
export interface TransportNeed {
  readonly origin: string;
  readonly options: BaseClientOptions;
  readonly proxies: Proxies | undefined;
  /** The transports that the client has already. */
  readonly transports: Map<string, Transport>;
}

const redirects = { followRedirect, hiddenRedirect, leaveOrigin, publicHeaders };

/** All of it. */
export const extras: Extras = {
  transport,
  check: checkOptions,
  decompress,
  proxies: readProxies,
  spans: startSpans,
  log: makeLog,
  redirects,
  middleware: throughMiddleware,
  params: paramStyles,
  raw: encodeRaw,
  streamInit,
  unread,
};

/** A proxy's transport, or Node's dispatcher; undefined to go through fetch. */
function transport({ origin, options, proxies, transports }: TransportNeed): Transport | undefined {
  if (options.fetch) return undefined;
  const native = nodeFetchIsNative();
  if (proxies && (native || proxies.explicit)) {
    const proxy = proxyFor(proxies, origin);
    if (proxy) return keep(transports, proxy, () => proxyTransport(proxy));
  }
  return native && !options.fetchOptions ? keep(transports, '', dispatcherTransport) : undefined;
}

/** What is kept under a key, made when first asked for. */
function keep(transports: Map<string, Transport>, key: string, make: () => Transport | undefined): Transport | undefined {
  let found = transports.get(key);
  if (!found && (found = make())) transports.set(key, found);
  return found;
}
