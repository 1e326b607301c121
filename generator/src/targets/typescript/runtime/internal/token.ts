import type { TokenRequest } from '../core/auth.js';
import type { InternalOptions } from './call.js';
import type { Core } from './core.js';

/** How a token request is sent: by the same rules as a call (retries, timers), with no other credential, and never redirected (R23). */
export function tokenCall({ config }: Core, url: string, request: TokenRequest): { path: string; options: InternalOptions } {
  const { headers, body, secrets } = request;
  const options = { headers, body, secrets, security: [], idempotent: true, tokenRequest: true };
  // A token endpoint below the API's own base follows where the caller's `baseURL` leads.
  const own = config.baseURL?.replace(/\/+$/, '');
  const path = own && url.startsWith(`${own}/`) ? url.slice(own.length) : url;
  if (!/^https?:/i.test(path)) return { path, options };
  const { origin, pathname, search } = new URL(path);
  return { path: pathname + search, options: { ...options, server: origin } };
}
