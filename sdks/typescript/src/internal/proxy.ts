import { readEnv } from './platform.js';
import type { Exchange, Transport } from './transport.js';

/** The proxies that a client uses; patterns in NO_PROXY's words. */
export interface Proxies {
  readonly http: string | undefined;
  readonly https: string | undefined;
  readonly except: readonly string[];
  /** True when the caller named the proxy, rather than the environment. */
  readonly explicit: boolean;
}

const either = (name: string): string | undefined => readEnv(name.toLowerCase()) ?? readEnv(name);

/** It leaves the URL out, which may hold a password. */
const WRONG = '`proxy` must be an http or https URL, or false';

/** The option, else the environment; undefined for none. */
export function readProxies(option: string | false | undefined): Proxies | undefined {
  if (option === false) return undefined;
  if (option !== undefined) {
    if (!/:(\/\/|\d)/.test(option)) throw new TypeError(WRONG);
    parseProxy(option);
    return { http: option, https: option, except: [], explicit: true };
  }
  const all = either('ALL_PROXY');
  // In a CGI program HTTP_PROXY is the client's `Proxy` header, so only the lower-case name counts there.
  const http = (readEnv('REQUEST_METHOD') ? readEnv('http_proxy') : either('HTTP_PROXY')) ?? all;
  const https = either('HTTPS_PROXY') ?? all;
  if (!http && !https) return undefined;
  return { http, https, except: (either('NO_PROXY') ?? '').toLowerCase().split(/[\s,]+/).filter(Boolean), explicit: false };
}

/** The proxy for an origin; undefined to go there directly. */
export function proxyFor(proxies: Proxies, origin: string): string | undefined {
  const { protocol, hostname, port } = new URL(origin);
  const ports = port || (protocol === 'https:' ? '443' : '80');
  const host = hostname.replace(/^\[|\]$/g, '');
  const excepted = proxies.except.some((pattern) => {
    if (pattern === '*') return true;
    const [, name = '', only] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(pattern) ?? [];
    if (only !== undefined && only !== ports) return false;
    const suffix = name.replace(/^\*?\./, '');
    return host === suffix || host.endsWith(`.${suffix}`);
  });
  return excepted ? undefined : protocol === 'https:' ? proxies.https : proxies.http;
}

/** Sends through a proxy, on Node. What does that is loaded with the first request. */
export function proxyTransport(proxy: string): Transport {
  let loaded: Promise<Transport> | undefined;
  let closed = false;
  const load = () =>
    (loaded ??= import('./node-proxy.js').then(({ connectThrough }) => {
      const transport = connectThrough(parseProxy(proxy));
      if (closed) transport.close?.();
      return transport;
    }));
  return {
    send(request) {
      let exchange: Exchange | undefined;
      let dead: Error | undefined;
      const response = load().then((transport) => {
        if (dead) throw dead;
        exchange = transport.send(request);
        return exchange.response;
      });
      return {
        response,
        sent: () => exchange?.sent() ?? false,
        stale: () => exchange?.stale() ?? false,
        abort: (reason) => {
          dead = reason;
          exchange?.abort(reason);
        },
      };
    },
    close() {
      closed = true;
      void loaded?.then((transport) => transport.close?.());
    },
  };
}

function parseProxy(proxy: string): URL {
  try {
    const url = new URL(/^[\w.+-]+:\/\//.test(proxy) ? proxy : `http://${proxy}`);
    if (/^https?:$/.test(url.protocol)) return url;
  } catch {
    // The message below says it.
  }
  throw new TypeError(WRONG);
}
