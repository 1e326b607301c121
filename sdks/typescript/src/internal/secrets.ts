import type { HeaderBag } from './types.js';

/** Header names that may carry what another origin must not see, whatever the credentials in use. */
export const SECRET = /auth|cookie|key|token|secret|session|passw|signature|^baggage$|^trace/i;

const MASK = '[redacted]';

/** Takes known secrets out of a text, as they are and percent-encoded. */
export function scrub(text: string, secrets: Iterable<string>): string {
  for (const secret of secrets) {
    // Shorter ones would shred the text, and protect nothing.
    if (secret.length < 4) continue;
    text = text.replaceAll(secret, MASK);
    const encoded = encodeURIComponent(secret);
    if (encoded !== secret) text = text.replaceAll(encoded, MASK);
  }
  return text;
}

/** An error that may go out as a cause: a copy without the secrets, where there are any in it. */
export function scrubCause(error: unknown, secrets: ReadonlySet<string>, depth = 0): unknown {
  if (!(error instanceof Error) || secrets.size === 0) return error;
  const { message, stack = '', name } = error;
  const { cause, code } = error as { cause?: unknown; code?: unknown };
  const clean = depth < 4 ? scrubCause(cause, secrets, depth + 1) : undefined;
  if (clean === cause && scrub(message, secrets) === message && scrub(stack, secrets) === stack) return error;
  const copy = new Error(scrub(message, secrets), clean === undefined ? undefined : { cause: clean });
  copy.stack = scrub(stack, secrets);
  return Object.assign(copy, { name }, code === undefined ? {} : { code });
}

/** Response headers for an error, in case the server sends a secret back. */
export function scrubHeaders(headers: HeaderBag, secrets: ReadonlySet<string>): HeaderBag {
  if (secrets.size === 0) return headers;
  return {
    get: (name) => {
      const value = headers.get(name);
      return value && scrub(value, secrets);
    },
    entries: () => [...headers.entries()].map(([name, value]) => [name, scrub(value, secrets)] as const),
  };
}

/** A URL for logs and spans: the names of its parameters without their values. */
export function redactURL(origin: string, path: string): string {
  const at = path.indexOf('?');
  return origin + (at < 0 ? path : path.slice(0, at) + path.slice(at).replace(/=[^&]*/g, '=REDACTED'));
}
