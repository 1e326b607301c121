import type { APIClient } from '../internal/client.js';
import { stringifyJSON } from '../internal/json.js';
import { requestID } from '../internal/outcome.js';
import { resolve } from '../internal/redirect.js';
import type { HeaderBag, WireResponse } from '../internal/types.js';
import { APIPromise, type PendingCall } from './api-promise.js';
import { APIError, APIResponseValidationError } from './error.js';

/** What changes from one page's request to the next one's. */
export type PageRequest =
  | { readonly query: Readonly<Record<string, unknown>> }
  | { readonly body: Readonly<Record<string, unknown>> }
  /** The next page's whole URL; a relative one counts from this page's. */
  | { readonly url: string };

/** The options of a page's request that paging reads; the others are passed on. */
interface PageOptions {
  readonly method?: string | undefined;
  readonly query?: object | null | undefined;
  readonly body?: unknown;
}

/** Cursors from which the pages up to here were requested, newest first. */
interface Trail {
  readonly key: string;
  readonly previous: Trail | undefined;
}

/** How a page was requested: what its next one starts from. */
export interface PageOrigin {
  readonly client: APIClient;
  readonly path: string;
  readonly options: PageOptions;
  readonly trail: Trail | undefined;
}

/** A page class: what a scheme's class is to the calls that return its pages. */
export interface PageConstructor<Page> {
  new (origin: PageOrigin, response: WireResponse, body: unknown): Page;
}

function isRepeated({ options, trail }: PageOrigin, next: PageRequest, key: string): boolean {
  for (let step = trail; step; step = step.previous) if (step.key === key) return true;
  if ('url' in next) return false;
  // The very first request may have named the cursor that now comes again.
  const [patch, sent] = 'query' in next ? [next.query, options.query] : [next.body, options.body];
  return Object.entries(patch).every(([name, value]) => (sent as Record<string, unknown> | null | undefined)?.[name] === value);
}

/** One page of a list, with the members of the response's body; `for await` goes over the items of this page and all that follow. */
export abstract class AbstractPage<Item> implements AsyncIterable<Item> {
  readonly #origin: PageOrigin;
  readonly #response: WireResponse;

  constructor(origin: PageOrigin, response: WireResponse, body: unknown) {
    this.#origin = origin;
    this.#response = response;
    // R38: text or a number would be read as an empty page.
    if (body != null && typeof body !== 'object') throw unexpected(response, `Expected a page but received ${typeof body}`, body);
    // Defined, not assigned: a member called `__proto__` or `response` is data.
    if (Array.isArray(body)) Object.defineProperty(this, 'items', { value: body, enumerable: true, writable: true, configurable: true });
    else if (typeof body === 'object' && body !== null) Object.defineProperties(this, Object.getOwnPropertyDescriptors(body));
  }

  /** Status and headers of the response that held this page. */
  get response(): WireResponse {
    return this.#response;
  }

  /** The value of a query or body parameter with which this page was requested. */
  protected requested(name: string): unknown {
    const { query, body } = this.#origin.options;
    return (query as Record<string, unknown> | null | undefined)?.[name] ?? (body as Record<string, unknown> | null | undefined)?.[name];
  }

  /** The items of this page. */
  abstract getPaginatedItems(): Item[];

  /** What to change for the next page's request; null after the last page. */
  abstract nextPageRequestOptions(): PageRequest | null;

  /** True when another page can be requested, whether or not this one has items. */
  hasNextPage(): boolean {
    this.#list();
    return this.nextPageRequestOptions() !== null;
  }

  /** @throws APIResponseValidationError where the items should be is no list; null is an empty one. */
  #list(): Item[] {
    const items = this.getPaginatedItems();
    if (Array.isArray(items)) return items;
    const [field] = Object.entries(this).find(([, value]) => value === items) ?? ['items'];
    throw unexpected(this.#response, `Expected a list in the page's \`${field}\` but received ${typeof items}`, { ...this });
  }

  /** Requests the next page. @throws APIError after the last one, and when the server names a cursor again. */
  async getNextPage(): Promise<this> {
    const next = this.nextPageRequestOptions();
    if (!next) throw new APIError('There is no next page: ask hasNextPage() before calling getNextPage()');
    const { client, path, options, trail } = this.#origin;
    const patch = 'url' in next ? { url: this.#absolute(next.url) } : next;
    const key = stringifyJSON(patch);
    if (isRepeated(this.#origin, patch, key)) {
      throw new APIError(`The server named the same next page again, so that paging would never end: ${Object.keys(patch).join()}`);
    }
    // Another page is another request: it takes no key of this one.
    const shared = { ...options, idempotencyKey: undefined };
    const changed =
      'url' in patch
        ? // R25: the URL is whole, and the client decides what it may carry there. A link is followed with GET.
          { ...shared, method: 'get', body: undefined, query: undefined, url: patch.url }
        : 'query' in patch
          ? { ...shared, query: { ...options.query, ...patch.query } }
          : { ...shared, body: { ...(options.body as object), ...patch.body } };
    return requestPage(this.constructor as PageConstructor<this>, { client, path, options: changed, trail: { key, previous: trail } });
  }

  #absolute(url: string): string {
    const whole = resolve(url, this.#response.url);
    if (!whole) throw unexpected(this.#response, 'The address of the next page is no URL', { ...this });
    return whole.href;
  }

  /** This page and all that follow; each is requested when the one before was used up. */
  iterPages(): AsyncGenerator<this, void> {
    return pagesFrom<this>(this);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void> {
    for await (const page of this.iterPages()) yield* page.#list();
  }

  /** Requests the first page; called by the client's `getAPIList`. */
  static request<Page extends AbstractPage<Item>, Item>(
    this: PageConstructor<Page>,
    client: APIClient,
    path: string,
    options: PageOptions,
  ): PagePromise<Page, Item> {
    return requestPage(this, { client, path, options, trail: undefined });
  }
}

/** The typed error of a page that is not what paging needs. */
function unexpected(response: WireResponse, message: string, body: unknown): APIResponseValidationError {
  const { status, headers } = response;
  return new APIResponseValidationError(message, { status, headers, requestID: requestID(response), body });
}

async function* pagesFrom<Page extends AbstractPage<unknown>>(first: Page): AsyncGenerator<Page, void> {
  let page = first;
  yield page;
  while (page.hasNextPage()) {
    page = await page.getNextPage();
    yield page;
  }
}

function requestPage<Page extends AbstractPage<Item>, Item>(kind: PageConstructor<Page>, origin: PageOrigin): PagePromise<Page, Item> {
  const { client, path, options } = origin;
  const call: PendingCall = client.call(options.method ?? 'get', path, options);
  return new PagePromise(call, (body, { response }) => new kind(origin, response, body));
}

/** The promise of a first page that can also be iterated at once: over all items, or with `iterPages()` over the pages. */
export class PagePromise<PageClass extends AbstractPage<Item>, Item> extends APIPromise<PageClass> implements AsyncIterable<Item> {
  /** All pages, from the first on. */
  async *iterPages(): AsyncGenerator<PageClass, void> {
    yield* (await this).iterPages();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void> {
    yield* await this;
  }
}

/** The target of `rel="next"` in a Link header (RFC 8288), as it stands there; undefined when there is none. */
export function nextLink(headers: HeaderBag): string | undefined {
  for (const [, target, params] of (headers.get('link') ?? '').matchAll(/<([^<>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"[^"]*"|[^\s;,]*))?)*)/g)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]*))/i.exec(params!);
    if (/(?:^|\s)next(?:\s|$)/i.test(rel?.[1] ?? rel?.[2] ?? '')) return target;
  }
  return undefined;
}
