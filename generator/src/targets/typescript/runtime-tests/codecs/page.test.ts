import { describe, expect, it } from 'vitest';
import { AbstractPage, nextLink, type PagePromise, type PageRequest } from '../../runtime/core/page.js';
import { bearer } from '../../runtime/core/auth.js';
import { connect, serve } from './server.js';
import { collect } from './source.js';

interface Item {
  readonly n: number;
}

class CursorPage<Row> extends AbstractPage<Row> {
  declare data: Row[];
  declare next: string | null;
  getPaginatedItems(): Row[] {
    return this.data ?? [];
  }
  nextPageRequestOptions(): PageRequest | null {
    return this.next ? { query: { cursor: this.next } } : null;
  }
}

class BodyPage<Row> extends CursorPage<Row> {
  override nextPageRequestOptions(): PageRequest | null {
    return this.next ? { body: { cursor: this.next } } : null;
  }
}

class URLPage<Row> extends CursorPage<Row> {
  override nextPageRequestOptions(): PageRequest | null {
    return this.next ? { url: this.next } : null;
  }
}

class LinkPage<Row> extends AbstractPage<Row> {
  declare items: Row[];
  getPaginatedItems(): Row[] {
    return this.items;
  }
  nextPageRequestOptions(): PageRequest | null {
    const url = nextLink(this.response.headers);
    return url ? { url } : null;
  }
}

class NumberPage<Row> extends CursorPage<Row> {
  override nextPageRequestOptions(): PageRequest | null {
    return this.data.length === 0 ? null : { query: { cursor: Number(this.requested('cursor') ?? 0) + 1 } };
  }
}

interface Seen {
  readonly url: string;
  readonly body: string;
  readonly headers: Record<string, unknown>;
}

/** Serves `answers` by the value of `cursor`, in query or body. */
async function lists(answers: Record<string, object>) {
  const seen: Seen[] = [];
  const url = await serve(async (request, reply) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    seen.push({ url: request.url ?? '', body, headers: request.headers });
    const cursor = body ? (JSON.parse(body) as { cursor?: string }).cursor : new URL(request.url ?? '', 'http://x').searchParams.get('cursor');
    reply.setHeader('content-type', 'application/json');
    reply.end(JSON.stringify(answers[cursor ?? '']));
  });
  return { url, seen };
}

const THREE = {
  '': { data: [{ n: 1 }, { n: 2 }], next: 'b' },
  b: { data: [], next: 'c' },
  c: { data: [{ n: 3 }], next: null, total: 3 },
};

describe('R27 pages', () => {
  it('R27 items over all pages, an empty page with a cursor goes on; filters stay', async () => {
    const { url, seen } = await lists(THREE);
    const list: PagePromise<CursorPage<Item>, Item> = connect(url).getAPIList('/items', CursorPage<Item>, { query: { limit: 2, tag: ['x', 'y'] } });
    expect((await collect(list)).map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(seen.map((request) => request.url)).toEqual([
      '/items?limit=2&tag=x&tag=y',
      '/items?limit=2&tag=x&tag=y&cursor=b',
      '/items?limit=2&tag=x&tag=y&cursor=c',
    ]);
  });

  it('R27 pages one by one, with the body\'s members and the response', async () => {
    const { url } = await lists(THREE);
    const first: CursorPage<Item> = await connect(url).getAPIList<CursorPage<Item>, Item>('/items', CursorPage<Item>);
    expect(first).toBeInstanceOf(CursorPage);
    expect(Object.keys(first)).toEqual(['data', 'next']);
    expect(first.response.status).toBe(200);
    const pages = await collect(first.iterPages());
    expect(pages.map((page) => page.getPaginatedItems().length)).toEqual([2, 0, 1]);
    const last = pages[2]!;
    expect(last).toMatchObject({ total: 3 });
    expect(last.hasNextPage()).toBe(false);
    await expect(last.getNextPage()).rejects.toThrow('no next page');
    expect((await first.getNextPage()).data).toEqual([]);
    expect((await first.getNextPage()).data).toEqual([]);
  });

  it('R27 iterPages() of the promise; R39 withResponse() gives the page', async () => {
    const { url } = await lists(THREE);
    const list = connect(url).getAPIList<CursorPage<Item>, Item>('/items', CursorPage<Item>);
    expect(await collect(list.iterPages())).toHaveLength(3);
    const { data, response } = await list.withResponse();
    expect(data.data).toHaveLength(2);
    expect(response.status).toBe(200);
  });

  it('R27 leaving the loop fetches nothing more, and nothing is fetched ahead', async () => {
    const { url, seen } = await lists(THREE);
    for await (const item of connect(url).getAPIList<CursorPage<Item>, Item>('/items', CursorPage<Item>)) if (item.n === 2) break;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['at once', { '': { data: [{ n: 1 }], next: 'a' }, a: { data: [{ n: 2 }], next: 'a' } }, 2],
    ['in a circle', { '': { data: [], next: 'a' }, a: { data: [], next: 'b' }, b: { data: [], next: 'a' } }, 3],
  ])('R27 a cursor that repeats %s is an error', async (_, answers, requests) => {
    const { url, seen } = await lists(answers);
    await expect(collect(connect(url).getAPIList<CursorPage<Item>, Item>('/items', CursorPage<Item>))).rejects.toThrow('same next page again');
    expect(seen).toHaveLength(requests);
  });

  it('R27 a server that returns the cursor it was given is noticed after one request', async () => {
    const { url, seen } = await lists({ a: { data: [{ n: 1 }], next: 'a' } });
    const list = connect(url).getAPIList<CursorPage<Item>, Item>('/items', CursorPage<Item>, { query: { cursor: 'a' } });
    await expect(collect(list)).rejects.toThrow('same next page again');
    expect(seen).toHaveLength(1);
  });

  it('R27 R14 cursors in the body of a POST, and a new idempotency key for each page', async () => {
    const { url, seen } = await lists(THREE);
    const client = connect(url, {}, { idempotencyHeader: 'Idempotency-Key' });
    const options = { method: 'post', body: { filter: { a: 1 } }, keyed: true, idempotencyKey: 'mine' };
    expect(await collect(client.getAPIList<BodyPage<Item>, Item>('/search', BodyPage<Item>, options))).toHaveLength(3);
    expect(seen.map((request) => request.body)).toEqual(['{"filter":{"a":1}}', '{"filter":{"a":1},"cursor":"b"}', '{"filter":{"a":1},"cursor":"c"}']);
    const keys = seen.map((request) => request.headers['idempotency-key']);
    expect(keys[0]).toBe('mine');
    expect(new Set(keys).size).toBe(3);
  });

  it('R27 page numbers count from what was requested', async () => {
    const { url, seen } = await lists({ '': { data: [{ n: 0 }] }, 1: { data: [{ n: 1 }] }, 2: { data: [] } });
    expect(await collect(connect(url).getAPIList<NumberPage<Item>, Item>('/items', NumberPage<Item>))).toHaveLength(2);
    expect(seen.map((request) => request.url)).toEqual(['/items', '/items?cursor=1', '/items?cursor=2']);
  });

  it('R27 next URLs are taken whole, relative ones from the page', async () => {
    const answers: Record<string, object> = { '': { data: [{ n: 1 }], next: '/v2/items?cursor=b' } };
    const { url, seen } = await lists(answers);
    answers['b'] = { data: [{ n: 2 }], next: '?cursor=c&sort=up' };
    answers['c'] = { data: [{ n: 3 }], next: null };
    const list = connect(url).getAPIList<URLPage<Item>, Item>('/v2/items', URLPage<Item>, { query: { limit: 1 } });
    expect(await collect(list)).toHaveLength(3);
    expect(seen.map((request) => request.url)).toEqual(['/v2/items?limit=1', '/v2/items?cursor=b', '/v2/items?cursor=c&sort=up']);
  });

  it('R25 a next URL of another origin gets no credential; the same origin does', async () => {
    const other = await lists({ x: { data: [{ n: 3 }], next: null } });
    const answers: Record<string, object> = { '': { data: [{ n: 1 }], next: '/items?cursor=b' } };
    const own = await lists(answers);
    answers['b'] = { data: [{ n: 2 }], next: `${other.url}/items?cursor=x` };
    const client = connect(own.url, {}, { credentials: { key: bearer('secret-token') }, security: [['key']] });
    expect(await collect(client.getAPIList<URLPage<Item>, Item>('/items', URLPage<Item>))).toHaveLength(3);
    expect(own.seen.map(({ headers }) => headers['authorization'])).toEqual(['Bearer secret-token', 'Bearer secret-token']);
    expect(JSON.stringify(other.seen)).not.toContain('secret');
    expect(other.seen).toHaveLength(1);
  });

  it('R27 Link headers and bodies that are arrays', async () => {
    const url = await serve((request, reply) => {
      if (request.url === '/items') reply.setHeader('link', '<https://x.example/?a=1,2>; rel="prev", </items?page=2>; title="a, b"; rel="next last"');
      reply.setHeader('content-type', 'application/json');
      reply.end(request.url === '/items' ? '[{"n":1},{"n":2}]' : '[{"n":3}]');
    });
    expect((await collect(connect(url).getAPIList<LinkPage<Item>, Item>('/items', LinkPage<Item>))).map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it('a member of the body can have any name', () => {
    const response = { url: 'http://x', headers: { get: () => undefined } } as never;
    const body = JSON.parse('{"__proto__":{"polluted":true},"response":1,"data":[1]}') as object;
    const page = new CursorPage<number>({} as never, response, body);
    expect((page as unknown as { polluted?: boolean }).polluted).toBeUndefined();
    expect(page.getPaginatedItems()).toEqual([1]);
  });
});

describe('nextLink', () => {
  const link = (value: string | undefined) => nextLink({ get: () => value, entries: () => [] });
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['<https://a/?p=2>; rel="next"', 'https://a/?p=2'],
    ['<https://a/?p=2>;rel=next', 'https://a/?p=2'],
    ['<https://a/?p=1>; rel=prev, <https://a/?p=3>; rel=next', 'https://a/?p=3'],
    ['<a>; title="rel=next", <b>; REL = "NEXT"', 'b'],
    ['<a,b;c>; rel="prev next"', 'a,b;c'],
    ['<a>; rel="nextish"', undefined],
    ['<a>; rel="last"; anchor="#next"', undefined],
    ['garbage', undefined],
  ])('R27 %s', (value, expected) => {
    expect(link(value)).toBe(expected);
  });

  it('takes linear time', () => {
    const start = performance.now();
    expect(link(`<a>${'; x'.repeat(50_000)}!`)).toBeUndefined();
    expect(link('<'.repeat(100_000))).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
