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

/** Writes a message when its level is wanted; details are made only then. */
export type Log = (level: Exclude<LogLevel, 'off'>, message: string, details?: () => unknown) => void;

// R26: no others are logged.
const SHOWN = /^(accept.*|content-(type|length|encoding|disposition)|date|server|user-agent|(x-)?request-id|x-client-.*|x-sdkwright-.*|traceparent|retry-after.*|x-should-retry|(x-)?ratelimit.*|idempotency-replayed)$/;

/** The log of a client; the environment's level holds where the caller gave none. */
export function makeLog(name: string, logger: Logger | undefined, ...levels: readonly (string | undefined)[]): Log {
  const level = levels.find((given) => (LEVELS as readonly (string | undefined)[]).includes(given)) ?? 'warn';
  const limit = LEVELS.indexOf(level as LogLevel);
  const out = logger ?? console;
  return (at, message, details) => {
    if (LEVELS.indexOf(at) <= limit) out[at](`[${name}] ${message}`, ...(details ? [details()] : []));
  };
}

/** R26: headers that a log may show. */
export function shownHeaders(entries: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries([...entries].filter(([name]) => SHOWN.test(name)));
}
