import { parseJSON } from '../internal/json.js';
import { APIError } from './error.js';

/** A webhook that is not what its sender signed, or not in time: nothing in it may be trusted. */
export class WebhookVerificationError extends APIError {
  override get name(): string {
    return 'WebhookVerificationError';
  }
}

/** Headers of the incoming request: a plain object, as Node's servers have it, or anything with `get`. */
export type WebhookHeaders =
  | { get(name: string): string | null | undefined }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** How a webhook is checked. */
export interface WebhookOptions {
  /** Seconds by which the sender's clock may differ, either way; 300 when absent. */
  readonly toleranceSeconds?: number | undefined;
  /** The time now, for tests: a date, or milliseconds since 1970. */
  readonly now?: Date | number | undefined;
}

/** What a signature is made of. */
export interface WebhookSignOptions {
  readonly id: string;
  readonly secret: string;
  /** When it is sent, in seconds since 1970; now when absent. */
  readonly timestamp?: number | undefined;
}

type Body = string | Uint8Array;

function header(headers: WebhookHeaders, name: string): string {
  let value: unknown;
  if (typeof headers['get'] === 'function') value = (headers as { get(name: string): unknown }).get(name);
  else value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  if (Array.isArray(value)) value = value.join(' ');
  if (typeof value !== 'string' || value === '') throw new WebhookVerificationError(`The webhook has no \`${name}\` header`);
  return value;
}

const decode64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

async function importKey(secret: string): Promise<CryptoKey> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = decode64(secret.replace(/^whsec_/, ''));
  } catch {
    throw new TypeError('The webhook secret is not base64: copy it whole');
  }
  if (bytes.length === 0) throw new TypeError('The webhook secret is missing');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

/** @throws TypeError for what was parsed before: it has lost the bytes that were signed. */
function raw(body: Body): Uint8Array {
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (ArrayBuffer.isView(body)) return body;
  throw new TypeError('Pass the raw body (string or bytes), not the parsed object');
}

/** What is signed: `id.timestamp.body`, the body byte for byte. */
function signedContent(id: string, timestamp: string, body: Body): Uint8Array<ArrayBuffer> {
  const head = raw(`${id}.${timestamp}.`);
  const tail = raw(body);
  const content = new Uint8Array(head.length + tail.length);
  content.set(head);
  content.set(tail, head.length);
  return content;
}

/** The signatures of a version we know; others (and what has none) are passed over, as the standard says. */
function signatures(value: string): Uint8Array<ArrayBuffer>[] {
  return value.split(' ').flatMap((entry) => {
    if (!entry.startsWith('v1,')) return [];
    try {
      return [decode64(entry.slice(3))];
    } catch {
      return [];
    }
  });
}

/**
 * Checks a webhook by the Standard Webhooks rules: any of the secrets, any of the signatures, in constant time.
 * @throws WebhookVerificationError when it is not genuine, or too old or too new.
 */
export async function verifyWebhook(body: Body, headers: WebhookHeaders, secrets: string | readonly string[], options: WebhookOptions = {}): Promise<void> {
  const id = header(headers, 'webhook-id');
  const timestamp = header(headers, 'webhook-timestamp');
  const given = signatures(header(headers, 'webhook-signature'));
  const { toleranceSeconds = 300, now = Date.now() } = options;
  if (!/^\d+$/.test(timestamp)) throw new WebhookVerificationError('The `webhook-timestamp` header is no number of seconds');
  const age = Math.floor(Number(now) / 1000) - Number(timestamp);
  if (age > toleranceSeconds) throw new WebhookVerificationError(`The webhook is too old: it was sent ${age} seconds ago`);
  if (age < -toleranceSeconds) throw new WebhookVerificationError(`The webhook is from the future: it was sent ${-age} seconds ahead`);
  const keys = await Promise.all((typeof secrets === 'string' ? [secrets] : secrets).map(importKey));
  if (keys.length === 0) throw new TypeError('The webhook secret is missing');
  const content = signedContent(id, timestamp, body);
  // `verify` compares in constant time, and every pair is compared whichever fits.
  const results = await Promise.all(keys.flatMap((key) => given.map((signature) => crypto.subtle.verify('HMAC', key, signature, content))));
  if (!results.includes(true)) throw new WebhookVerificationError('The webhook has no signature that fits a secret');
}

/** Checks a webhook as `verifyWebhook` does and returns its parsed body. Pass the body as it came, before any parsing. */
export async function unwrapWebhook<Event = unknown>(
  body: Body,
  headers: WebhookHeaders,
  secrets: string | readonly string[],
  options?: WebhookOptions,
): Promise<Event> {
  await verifyWebhook(body, headers, secrets, options);
  return parseWebhook<Event>(body);
}

/** The parsed body of a webhook, NOT verified. @throws WebhookVerificationError when it is no JSON. */
export function parseWebhook<Event = unknown>(body: Body): Event {
  const bytes = raw(body);
  try {
    return parseJSON(new TextDecoder().decode(bytes)) as Event;
  } catch (cause) {
    throw new WebhookVerificationError('The webhook is no JSON', { cause });
  }
}

/** The headers that a sender adds to a webhook: for tests and for servers. */
export async function signWebhook(body: Body, options: WebhookSignOptions): Promise<Record<string, string>> {
  const timestamp = String(options.timestamp ?? Math.floor(Date.now() / 1000));
  const mac = await crypto.subtle.sign('HMAC', await importKey(options.secret), signedContent(options.id, timestamp, body));
  const signature = btoa(String.fromCharCode(...new Uint8Array(mac)));
  return { 'webhook-id': options.id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
