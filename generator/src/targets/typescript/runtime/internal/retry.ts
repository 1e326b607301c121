import type { HeaderBag, WireResponse } from './types.js';

/** Statuses that a retry may cure. */
export const RETRY_STATUSES: readonly number[] = [408, 429, 500, 502, 503, 504];

/** What retries may cost a failing server. One a client; the clients that `withOptions` derives share it. */
export class RetryBudget {
  #tokens = 500;

  /** Pays for a retry; false when the bucket is empty. */
  take(cost: number): boolean {
    if (this.#tokens < cost) return false;
    this.#tokens -= cost;
    return true;
  }

  /** A success gives back what its retry cost, or one token. */
  refund(cost: number): void {
    this.#tokens = Math.min(500, this.#tokens + (cost || 1));
  }
}

/** Tokens for one retry. */
export const retryCost = (throttled: boolean): number => (throttled ? 5 : 14);

/** Milliseconds before retry `count` (from 0). */
export function backoff(count: number, throttled: boolean): number {
  const delay = Math.min(8000, (throttled ? 1000 : 200) * 2 ** count);
  return delay / 2 + (Math.random() * delay) / 2;
}

/** Seconds that the server asks to wait; undefined when it does not say, or says nonsense. */
export function retryAfter(headers: HeaderBag): number | undefined {
  const exact = number(headers.get('retry-after-ms'));
  if (exact !== undefined) return exact / 1000;
  const value = headers.get('retry-after');
  if (value === undefined) return undefined;
  const seconds = number(value);
  if (seconds !== undefined) return seconds;
  // Date.parse would take `-5`, and much else, for a date.
  const until = /^[A-Za-z]{3}/.test(value) ? Date.parse(value) : NaN;
  // The server's own clock counts, where it tells: ours may be wrong.
  const sent = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(until) ? undefined : Math.max(0, (until - (sent || Date.now())) / 1000);
}

/** Whether a status is worth a retry; the limits come on top. */
export function retryWanted({ status, headers }: WireResponse, statuses: ReadonlySet<number>, idempotent: boolean, asked: number | undefined): boolean {
  const told = headers.get('x-should-retry');
  if (told === 'true' || told === 'false') return told === 'true';
  return statuses.has(status) && (idempotent || status === 429 || (status === 503 && asked !== undefined));
}

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+(\.\d*)?\s*$/.test(text) ? Number(text) : undefined;
}
