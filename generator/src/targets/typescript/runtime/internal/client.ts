import { APIPromise, type PendingCall } from '../core/api-promise.js';
import { APIUserAbortError } from '../core/error.js';
import type { Extras } from '../core/extras.js';
import type { AbstractPage, PageConstructor, PagePromise } from '../core/page.js';
import { Call } from './call.js';
import { makeCore, SHARED, type Core, type Shared } from './core.js';
import type { BaseClientOptions, CallOptions, ClientConfig } from './request-options.js';

/** A page class; it requests itself, so that programs without lists bundle no paging. */
type PageType<Page> = PageConstructor<Page> & Pick<typeof AbstractPage, 'request'>;

/** What every generated client is: HTTP methods over one set of settings. */
export class APIClient {
  /** What clients of this class can do beyond what every host offers. */
  static readonly extras: Partial<Extras> | undefined = undefined;

  /** Private, so that printing a client shows no secret. */
  readonly #core: Core;

  constructor(config: ClientConfig, options: BaseClientOptions = {}) {
    this.#core = makeCore(config, options, new.target.extras);
  }

  /** Where requests go. */
  get baseURL(): string {
    const { origin, path } = this.#core.base;
    return origin + path;
  }

  /** Sends a request; path parameters are written `{name}` in the path. */
  request<T>(method: string, path: string, options: CallOptions = {}): APIPromise<T> {
    return new APIPromise<T>(this.call(method, path, options));
  }

  /** Starts a call, for what makes more than a value of its outcome. */
  call(method: string, path: string, options: CallOptions): PendingCall {
    return new Call(this.#core, method.toUpperCase(), path, options);
  }

  get<T>(path: string, options?: CallOptions): APIPromise<T> {
    return this.request('GET', path, options);
  }

  post<T>(path: string, options?: CallOptions): APIPromise<T> {
    return this.request('POST', path, options);
  }

  put<T>(path: string, options?: CallOptions): APIPromise<T> {
    return this.request('PUT', path, options);
  }

  patch<T>(path: string, options?: CallOptions): APIPromise<T> {
    return this.request('PATCH', path, options);
  }

  delete<T>(path: string, options?: CallOptions): APIPromise<T> {
    return this.request('DELETE', path, options);
  }

  head<T>(path: string, options?: CallOptions): APIPromise<T> {
    return this.request('HEAD', path, { responseType: 'none', ...options });
  }

  options<T>(path: string, options?: CallOptions): APIPromise<T> {
    return this.request('OPTIONS', path, options);
  }

  /** A list, page by page. */
  getAPIList<Page extends AbstractPage<Item>, Item>(path: string, page: PageType<Page>, options: CallOptions = {}): PagePromise<Page, Item> {
    return page.request<Page, Item>(this, path, options);
  }

  /** A client with some options changed; connections, retry budget and close() are shared. */
  withOptions(options: BaseClientOptions): this {
    const { config, options: given, shared } = this.#core;
    const all = { ...(config.options ?? given), ...options, [SHARED]: shared };
    return new (this.constructor as new (options: BaseClientOptions & { [SHARED]: Shared }) => this)(all);
  }

  /** Ends what is under way and frees the sockets. Can be called twice; later calls throw. */
  async close(): Promise<void> {
    const { shared } = this.#core;
    shared.closed = true;
    for (const scope of shared.scopes) scope.end(new APIUserAbortError('The client was closed'));
    for (const transport of shared.transports.values()) transport.close?.();
    shared.transports.clear();
    await Promise.resolve();
  }

  /** For `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
