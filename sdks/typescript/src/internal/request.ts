import { APIError } from '../core/error.js';
import { parseBase, type Core } from './core.js';
import { addHeaders, setHeader, type HeaderMap } from './headers.js';
import { encodePath } from './path.js';
import { uuid } from './platform.js';
import { encodeCookieParam, encodeHeaderParam, encodeQuery } from './query.js';
import { publicURL, refuseDowngrade } from './redirect.js';
import type { InternalOptions } from './call.js';
import { SECRET } from './secrets.js';

/** A request as the caller described it: all but the body, credentials and what changes from attempt to attempt. */
export interface BuiltRequest {
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: HeaderMap;
  /** True when the URL leads away from the API's own origin: no credential goes there. */
  readonly foreign: boolean;
  /** An idempotency key goes with it. */
  readonly keyed: boolean;
  /** May be sent again after it may have arrived. */
  readonly idempotent: boolean;
}

/** Builds the request. @throws TypeError for values that no path or header can carry. */
export function buildRequest(core: Core, method: string, template: string, options: InternalOptions): BuiltRequest {
  const { headers, keyed } = buildHeaders(core, options);
  const target = buildURL(core, options.url ?? options.path ?? encodePath(template, options.pathParams ?? {}, options.styles), options);
  const idempotent = keyed || (options.idempotent ?? /^(GET|HEAD|PUT|DELETE|OPTIONS|TRACE)$/.test(method));
  return { ...target, headers, keyed, idempotent };
}

function buildURL(core: Core, path: string, options: InternalOptions): { origin: string; path: string; foreign: boolean } {
  const base = options.server === undefined ? core.base : parseBase(options.server);
  const defaultQuery = options.tokenRequest ? undefined : core.options.defaultQuery;
  const own = options.query || defaultQuery ? encodeQuery({ ...defaultQuery, ...options.query }, options.styles) : '';
  const query = [base.query, own].filter(Boolean).join('&');
  const withQuery = (text: string) => (query ? text + (text.includes('?') ? '&' : '?') + query : text);
  if (!/^https?:\/\//i.test(path)) {
    const whole = withQuery(base.path + (path.startsWith('/') ? path : `/${path}`));
    return { origin: base.origin, path: whole.replace(/[^!-~]+/g, encodeURI), foreign: false };
  }
  // R25: a URL that a response or the caller named obeys the rules of redirects.
  const url = new URL(path);
  const foreign = url.origin !== base.origin;
  if (foreign) {
    refuseDowngrade(base.origin, url);
    publicURL(url, core.secretNames);
    if (options.body != null) throw new APIError('A body is not sent to another origin');
  }
  const rest = url.pathname + url.search;
  return { origin: url.origin, path: foreign ? rest : withQuery(rest), foreign };
}

/** Operation, then idempotency key, then the caller's headers, over those of the client. */
function buildHeaders(core: Core, options: InternalOptions): { headers: HeaderMap; keyed: boolean } {
  const headers = options.tokenRequest ? publicDefaults(core) : { ...core.headers };
  const { styles, stream, responseType = 'json' } = options;
  headers['accept'] ??= options.accept ?? stream?.accept ?? (/json/i.test(responseType) ? 'application/json' : '*/*');
  for (const [name, value] of Object.entries(options.headerParams ?? {})) {
    if (value != null) setHeader(headers, name, encodeHeaderParam(name, value, styles?.[name]));
  }
  const cookies = Object.entries(options.cookieParams ?? {}).flatMap(([name, value]) =>
    value == null ? [] : [encodeCookieParam(name, value, styles?.[name])],
  );
  if (cookies.length > 0) setHeader(headers, 'cookie', cookies.join('; '));
  const header = core.config.idempotencyHeader?.toLowerCase();
  // R14: the caller's key, also where the operation does not ask for one; else a new one for the whole call.
  if (options.idempotencyKey !== undefined) setHeader(headers, header ?? 'idempotency-key', options.idempotencyKey);
  addHeaders(headers, options.headers);
  if (options.keyed && header && !(header in headers)) headers[header] = uuid();
  if (core.extraHeaders && !('x-client-request-id' in headers)) headers['x-client-request-id'] = uuid();
  return { headers, keyed: headers[header ?? 'idempotency-key'] != null };
}

/** What the client sends by default, without what the token endpoint has no business to see. */
function publicDefaults(core: Core): HeaderMap {
  return Object.fromEntries(Object.entries(core.headers).filter(([name]) => !SECRET.test(name) && !core.secretNames.has(name)));
}
