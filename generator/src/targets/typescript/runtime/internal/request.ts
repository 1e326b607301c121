import type { Extras } from '../core/extras.js';
import { parseBase, type Core } from './core.js';
import { addHeaders, setHeader, type HeaderMap } from './headers.js';
import { need } from './need.js';
import { encodePath, encodeTarget } from './path.js';
import { uuid } from './platform.js';
import { encodeQuery, plain } from './params.js';
import type { InternalOptions } from './call.js';
import { toText } from './text.js';

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

/** What a call was asked to send. */
export interface Described {
  readonly method: string;
  readonly template: string;
  readonly options: InternalOptions;
  readonly extras: Partial<Extras>;
}

/** Builds the request. @throws TypeError for values that no path or header can carry. */
export function buildRequest(core: Core, { method, template, options, extras }: Described): BuiltRequest {
  const { headers, keyed } = buildHeaders(core, options, extras);
  const target = buildURL(core, options.url ?? options.path ?? encodePath(template, options.pathParams ?? {}, options.styles, extras.params), options, extras);
  const idempotent = keyed || (options.idempotent ?? /^(GET|HEAD|PUT|DELETE|OPTIONS|TRACE)$/.test(method));
  // R25
  const own = target.foreign ? need(extras.redirects, 'Another origin').publicHeaders(headers, core.secretNames) : headers;
  return { ...target, headers: own, keyed, idempotent };
}

function buildURL(core: Core, path: string, options: InternalOptions, extras: Partial<Extras>): { origin: string; path: string; foreign: boolean } {
  const base = options.server === undefined ? core.base : parseBase(options.server);
  const defaultQuery = options.tokenRequest ? undefined : core.options.defaultQuery;
  const own = options.query || defaultQuery ? encodeQuery({ ...defaultQuery, ...options.query }, options.styles, extras.params) : '';
  const query = [base.query, own].filter(Boolean).join('&');
  const withQuery = (text: string) => (query ? text + (text.includes('?') ? '&' : '?') + query : text);
  if (options.url === undefined && !/^https?:\/\//i.test(path)) {
    const whole = withQuery(base.path + (path.startsWith('/') ? path : `/${path}`));
    return { origin: base.origin, path: encodeTarget(whole), foreign: false };
  }
  // R25: a URL that a response or the caller named obeys the rules of redirects.
  const url = new URL(path);
  const foreign = url.origin !== base.origin;
  if (foreign) need(extras.redirects, 'Another origin').leaveOrigin(base.origin, url, core.secretNames, options.body != null);
  const rest = url.pathname + url.search;
  return { origin: url.origin, path: foreign ? rest : withQuery(rest), foreign };
}

/** Operation, then idempotency key, then the caller's headers, over those of the client. */
function buildHeaders(core: Core, options: InternalOptions, { params }: Partial<Extras>): { headers: HeaderMap; keyed: boolean } {
  const headers = options.tokenRequest?.(core.headers, core.secretNames) ?? { ...core.headers };
  const { styles, stream, responseType = 'json', headerParams, cookieParams } = options;
  headers['accept'] ??= options.accept ?? stream?.accept ?? (/json/i.test(responseType) ? 'application/json' : '*/*');
  for (const name in headerParams) {
    const value = headerParams[name];
    if (value != null) setHeader(headers, name, params ? params.header(name, value, styles?.[name]) : toText(plain(name, value)));
  }
  const cookies: string[] = [];
  for (const name in cookieParams) {
    const value = cookieParams[name];
    if (value != null) cookies.push(need(params, 'A cookie').cookie(name, value, styles?.[name]));
  }
  if (cookies.length > 0) setHeader(headers, 'cookie', cookies.join('; '));
  const header = core.config.idempotencyHeader?.toLowerCase();
  // R14: the caller's key, also where the operation does not ask for one; else a new one for the whole call.
  if (options.idempotencyKey !== undefined) setHeader(headers, header ?? 'idempotency-key', options.idempotencyKey);
  addHeaders(headers, options.headers);
  if (options.keyed && header && !(header in headers)) headers[header] = uuid();
  if (core.extraHeaders && !('x-client-request-id' in headers)) headers['x-client-request-id'] = uuid();
  return { headers, keyed: headers[header ?? 'idempotency-key'] != null };
}
