import { redactURL, scrub } from './secrets.js';

/** Where messages go; `console` is one. */
export interface Logger {
  error(message: string, ...rest: unknown[]): void;
  warn(message: string, ...rest: unknown[]): void;
  info(message: string, ...rest: unknown[]): void;
  debug(message: string, ...rest: unknown[]): void;
}

const LEVELS = ['off', 'error', 'warn', 'info', 'debug'] as const;

/** `debug` shows headers and bodies, without secrets. */
export type LogLevel = (typeof LEVELS)[number];

/** The log of a client. */
export interface CallLog {
  /** At `info`: an attempt is over. */
  attempt(request: LoggedRequest, status: number | undefined, started: number): void;
  /** At `debug`: what goes out or comes in. `body` is undefined where all of it is secret. */
  traffic(message: LoggedTraffic): void;
}

/** What a message shows at `debug`. */
export interface LoggedTraffic extends LoggedRequest {
  /** Of a response. */
  readonly status: number | undefined;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: unknown;
  readonly secrets: Iterable<string>;
}

/** What a message says of a request. */
export interface LoggedRequest {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
}

// R26: no others are logged.
const SHOWN = /^(accept.*|content-(type|length|encoding|disposition)|date|server|user-agent|(x-)?request-id|x-client-.*|x-sdkwright-.*|traceparent|retry-after.*|x-should-retry|(x-)?ratelimit.*|idempotency-replayed)$/;

/** The log of a client, at the first of the levels that is one; undefined when nothing would be written. */
export function makeLog(name: string, logger: Logger | undefined, levels: readonly (string | undefined)[]): CallLog | undefined {
  const level = levels.find((given) => (LEVELS as readonly (string | undefined)[]).includes(given));
  if (level !== 'info' && level !== 'debug') return undefined;
  const out = logger ?? console;
  const line = ({ method, origin, path }: LoggedRequest) => `[${name}] ${method} ${redactURL(origin, path)}`;
  return {
    attempt(request, status, started) {
      out.info(`${line(request)} ${status ?? 'failed'} in ${Math.round(performance.now() - started)} ms`);
    },
    traffic(message) {
      const { status, headers, body, secrets } = message;
      if (level !== 'debug') return;
      const start = body instanceof Uint8Array ? new TextDecoder().decode(body.subarray(0, SHOWN_BYTES)) : typeof body === 'string' ? body.slice(0, SHOWN_BYTES) : '';
      out.debug(`${line(message)} ${status ?? ''}`, { headers: shownHeaders(headers), body: scrub(start, secrets) });
    },
  };
}

/** How much of a body `debug` shows. */
const SHOWN_BYTES = 4096;

/** Headers that a log may show. */
function shownHeaders(entries: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries([...entries].filter(([name]) => SHOWN.test(name)));
}
