import { decompress } from '../internal/decompress.js';
import { dispatcherTransport, nodeFetchIsNative } from '../internal/dispatcher-transport.js';
import { makeLog, type CallLog, type Logger, type LogLevel } from '../internal/log.js';
import { proxyFor, proxyTransport, readProxies, type Proxies } from '../internal/proxy.js';
import type { BaseClientOptions } from '../internal/request-options.js';
import { startSpans } from '../internal/telemetry.js';
import type { CallTrace, TraceInfo } from '../internal/trace.js';
import type { Transport } from '../internal/transport.js';
import type { WireResponse } from '../internal/types.js';

/**
 * What a client can do beyond what every host offers: Node's dispatcher and proxies, OpenTelemetry, logs. Clients with resources have
 * it; the bare one, for per-operation functions, is given it as its option `extras`, so that no bundle holds it needlessly.
 */
export interface Extras {
  readonly transport: (request: TransportNeed) => Transport | undefined;
  readonly decompress: (reply: WireResponse) => WireResponse;
  readonly proxies: (option: string | false | undefined) => Proxies | undefined;
  readonly spans: (info: TraceInfo) => CallTrace | undefined;
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

/** All of it. */
export const extras: Extras = { transport, decompress, proxies: readProxies, spans: startSpans, log: makeLog };

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
