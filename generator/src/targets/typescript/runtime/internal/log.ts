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

/** The log of a client; ask `wants` before a message is made. */
export interface Log {
  wants(level: LogLevel): boolean;
  write(level: Exclude<LogLevel, 'off'>, message: string, details?: unknown): void;
}

// R26: no others are logged.
const SHOWN = /^(accept.*|content-(type|length|encoding|disposition)|date|server|user-agent|(x-)?request-id|x-client-.*|x-sdkwright-.*|traceparent|retry-after.*|x-should-retry|(x-)?ratelimit.*|idempotency-replayed)$/;

/** The log of a client, at the first of the levels that is one. */
export function makeLog(name: string, logger: Logger | undefined, ...levels: readonly (string | undefined)[]): Log {
  const level = levels.find((given) => (LEVELS as readonly (string | undefined)[]).includes(given)) ?? 'warn';
  const limit = LEVELS.indexOf(level as LogLevel);
  const wants = (at: LogLevel) => LEVELS.indexOf(at) <= limit;
  const write: Log['write'] = (at, message, ...details) => {
    if (wants(at)) (logger ?? console)[at](`[${name}] ${message}`, ...details);
  };
  return { wants, write };
}

/** R26: headers that a log may show. */
export function shownHeaders(entries: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries([...entries].filter(([name]) => SHOWN.test(name)));
}
