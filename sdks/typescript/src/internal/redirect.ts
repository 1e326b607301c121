import { APIError } from '../core/error.js';
import { discard } from './collect.js';
import type { HeaderMap } from './headers.js';
import { SECRET } from './secrets.js';
import type { Fetch, TransportRequest } from './transport.js';
import type { WireResponse } from './types.js';

/** Hops before a chain of redirects is given up. */
const MAX_HOPS = 10;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Names, in lower case, of headers and query parameters that carry secrets to the API's own origin only. */
export type SecretNames = ReadonlySet<string>;

/** The headers that another origin may see. */
export function publicHeaders<Headers extends HeaderMap>(headers: Readonly<Headers>, secrets: SecretNames): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET.test(name) && !secrets.has(name))) as Headers;
}

/** A URL that leads away from the API, without its secrets. @throws APIError when it may not be requested. */
export function leaveOrigin(from: string, url: URL, secrets: SecretNames, hasBody: boolean): URL {
  refuseDowngrade(from, url);
  if (hasBody) throw new APIError('A body is not sent to another origin');
  return publicURL(url, secrets);
}

/** A response that may be a redirect. */
export interface Hop {
  readonly request: TransportRequest;
  readonly reply: WireResponse;
  /** Redirects that were followed before it. */
  readonly hops: number;
  readonly secrets: SecretNames;
  /** A token endpoint that redirects could send the client's secret anywhere. */
  readonly refuse: boolean;
}

/** The request that follows a redirect, on every transport alike; undefined when the response is none. @throws APIError when it may not be followed. */
export function followRedirect(hop: Hop): TransportRequest | undefined {
  const { reply, hops } = hop;
  try {
    const next = redirect(hop);
    if (next && hops === MAX_HOPS) throw new APIError(`More than ${MAX_HOPS} redirects`, { status: reply.status });
    if (next) discard(reply.body);
    return next;
  } catch (error) {
    discard(reply.body);
    throw error;
  }
}

/**
 * A browser hides where a manual redirect leads. It is followed by the browser itself when that is harmless: nothing in the
 * body, and no secret but `authorization`, which browsers drop on the way to another origin.
 */
export function hiddenRedirect(fetch: Fetch, url: string, init: RequestInit): Promise<Response> {
  const headers = Object.keys(init.headers as Record<string, string>);
  if (init.body != null || !/^(GET|HEAD)$/.test(init.method ?? '') || headers.some((name) => name !== 'authorization' && SECRET.test(name))) {
    throw new APIError('The API redirected a request that a browser cannot follow without sending its body or credentials along');
  }
  return fetch(url, { ...init, redirect: 'follow' });
}

/** Takes parameters that carry secrets out of a URL for another origin. */
function publicURL(url: URL, secrets: SecretNames): URL {
  for (const name of [...url.searchParams.keys()]) if (secrets.has(name.toLowerCase())) url.searchParams.delete(name);
  return url;
}

/** @throws APIError for a redirect from https to http, which is never followed. */
function refuseDowngrade(from: string, to: URL): void {
  if (!/^https?:$/.test(to.protocol)) throw refused(`${to.protocol} is no address of HTTP`);
  if (to.protocol === 'http:' && from.startsWith('https:')) throw refused('it leaves https');
}

const refused = (why: string, details?: { status: number }): APIError => new APIError(`A redirect was not followed: ${why}`, details);

function redirect({ request, reply, secrets, refuse }: Hop): TransportRequest | undefined {
  const location = reply.headers.get('location');
  const { status } = reply;
  if (!REDIRECTS.has(status) || location === undefined) return undefined;
  if (refuse) throw refused('the token endpoint may not redirect', { status });
  const target = resolve(location, request.origin + request.path);
  if (!target) throw refused('its location is no URL', { status });
  refuseDowngrade(request.origin, target);
  const foreign = target.origin !== request.origin;
  const { method } = request;
  const plain = method === 'GET' || method === 'HEAD';
  const toGet = !plain && (status === 303 || (status < 303 && method === 'POST'));
  const hasBody = request.body !== undefined && !toGet;
  if (hasBody && (foreign || typeof request.body === 'object' && !(request.body instanceof Uint8Array))) {
    throw refused(foreign ? 'a body is not sent to another origin' : 'the body is a stream, which was sent already', { status });
  }
  let headers = foreign ? publicHeaders(request.headers, secrets) : { ...request.headers };
  if (toGet) headers = Object.fromEntries(Object.entries(headers).filter(([name]) => !/^content-/.test(name)));
  const url = foreign ? publicURL(target, secrets) : target;
  return {
    ...request,
    method: toGet ? 'GET' : method,
    origin: url.origin,
    path: url.pathname + url.search,
    headers,
    body: hasBody ? request.body : undefined,
    blob: hasBody ? request.blob : undefined,
  };
}

/** A URL, whole or relative to another; undefined when it is none. */
export function resolve(location: string, base: string): URL | undefined {
  try {
    return new URL(location, base);
  } catch {
    return undefined;
  }
}
