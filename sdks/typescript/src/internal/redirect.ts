import { APIError } from '../core/error.js';
import { SECRET } from './secrets.js';
import type { TransportRequest } from './transport.js';
import type { WireResponse } from './types.js';

/** Hops before a chain of redirects is given up. */
export const MAX_HOPS = 10;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Names, in lower case, of headers and query parameters that carry secrets to the API's own origin only. */
export type SecretNames = ReadonlySet<string>;

/** The headers that another origin may see. */
export function publicHeaders(headers: Readonly<Record<string, string>>, secrets: SecretNames): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET.test(name) && !secrets.has(name)));
}

/** Takes parameters that carry secrets out of a URL for another origin. */
export function publicURL(url: URL, secrets: SecretNames): URL {
  for (const name of [...url.searchParams.keys()]) if (secrets.has(name.toLowerCase())) url.searchParams.delete(name);
  return url;
}

/** @throws APIError for a redirect from https to http, which is never followed. */
export function refuseDowngrade(from: string, to: URL): void {
  if (to.protocol !== 'https:' && (from.startsWith('https:') || to.protocol !== 'http:')) throw refused('it leaves https');
}

const refused = (why: string, details?: { status: number }): APIError => new APIError(`A redirect was not followed: ${why}`, details);

/** The request that a redirect asks for; undefined when the response is none. @throws APIError when it may not be followed. */
export function redirect(request: TransportRequest, reply: WireResponse, secrets: SecretNames, refuse: boolean): TransportRequest | undefined {
  const location = reply.headers.get('location');
  const { status } = reply;
  if (!REDIRECTS.has(status) || location === undefined) return undefined;
  // R23: a token endpoint that redirects could send the client's secret anywhere.
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

function resolve(location: string, base: string): URL | undefined {
  try {
    return new URL(location, base);
  } catch {
    return undefined;
  }
}
