import { describe, expect, it } from 'vitest';
import { APIError, APIResponseValidationError, ResponseTooLargeError, StreamInterruptedError } from '../../runtime/core/error.js';
import { form } from '../../runtime/core/form.js';
import { jsonl } from '../../runtime/core/jsonl.js';
import { sse, type Stream } from '../../runtime/core/streaming.js';
import { multipart } from '../../runtime/core/uploads.js';
import { makeResponseChecker } from '../../runtime/core/validate.js';
import { clientOf, failure, json, serve, transports } from './support.js';

async function itemsOf(stream: Promise<Stream<unknown>>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const item of await stream) all.push(item);
  return all;
}

const cycle = (): object => {
  const value: Record<string, unknown> = {};
  return (value['self'] = value);
};

describe.each(transports)('what nobody expects, %s', (_, options) => {
  it.each([
    ['/a#b', '/a%23b'],
    ['/a#b?c=d#e', '/a%23b?c=d%23e'],
    [String.raw`/a\b"<>^|` + '`', '/a%5Cb%22%3C%3E%5E%7C%60'],
    ["/o'hara?q=o'hara", "/o'hara?q=o%27hara"],
    ['/é \u{1F600}\ud800?x=é \t', '/%C3%A9%20%F0%9F%98%80%EF%BF%BD?x=%C3%A9%20%09'],
    ['/a%20b;c=(d)!*~', '/a%20b;c=(d)!*~'],
    ['/...', '/...'],
  ])('R46 R48 the path %s is sent as %s', async (path, sent) => {
    const site = await serve((response) => json(response, {}));
    const client = clientOf(site.url, options);
    await client.get(path);
    await client.get('/x', { path });
    await client.get('/x', { middleware: [(request, next) => next(request)], path });
    expect(site.requests.map(({ url }) => url)).toEqual([sent, sent, sent]);
  });

  it.each(['/a/../b', '/..', '/a/.', '/a/%2e%2E/b', '/./a?b', '../a', '/a/%252e./b'])('R46 the path %s is refused', async (path) => {
    const site = await serve((response) => json(response, {}));
    const client = clientOf(site.url, options);
    for (const call of [client.get(path), client.get('/x', { path })]) {
      const error = await failure(call);
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toContain('A path segment `.` or `..`');
    }
    expect(site.requests).toEqual([]);
  });

  it('R46 a whole URL goes the same way through every transport', async () => {
    const site = await serve((response) => json(response, {}));
    const client = clientOf(site.url, options);
    await client.get('/x', { path: `${site.url}/a/../b|c?d='e'&f={g}#h` });
    expect(site.requests[0]?.url).toBe("/b|c?d=%27e%27&f={g}");
  });

  it('R24 the address of a redirect or a page that is not HTTP is named', async () => {
    const site = await serve((response, { url }) => response.writeHead(302, { location: `${url.slice(1)}:x` }).end());
    const client = clientOf(site.url, { ...options, maxRetries: 0 });
    for (const scheme of ['javascript', 'file', 'data', 'ftp']) {
      const error = await failure(client.get(`/${scheme}`));
      expect(error).toBeInstanceOf(APIError);
      expect(error.message).toContain(`${scheme}:`);
      expect(await failure(client.get('/x', { url: `${scheme}:///x` }))).toMatchObject({ message: expect.stringContaining(`${scheme}:`) as string });
    }
    expect(site.requests.length).toBe(4);
  });

  it('R42 JSON that nests deeper than the stack is read, large integers and all', async () => {
    const depth = 200_000;
    const site = await serve((response) => response.writeHead(200, { 'content-type': 'application/json' }).end(`${'['.repeat(depth)}9007199254740993${']'.repeat(depth)}`));
    let value = await clientOf(site.url, options).get<unknown>('/deep');
    let found = 0;
    for (; Array.isArray(value); value = (value as unknown[])[0]) found++;
    expect([found, value]).toEqual([depth, 9007199254740993n]);
  });

  it('R42 R38 large integers beside texts of many escapes', async () => {
    const text = '\n"9007199254740993\\'.repeat(2_000_000);
    const rest = ['-9007199254740993', text.slice(0, 40), 1500, '\\', ''];
    const body = JSON.stringify({ [text.slice(0, 40)]: text, rest }).replace('"-9007199254740993"', '-9007199254740993');
    const site = await serve((response) => response.end(body));
    const value = await clientOf(site.url, options).get<Record<string, unknown>>('/x');
    expect(Object.keys(value)).toEqual([text.slice(0, 40), 'rest']);
    expect(value[text.slice(0, 40)] === text).toBe(true);
    expect(value['rest']).toEqual([-9007199254740993n, ...rest.slice(1)]);
  });

  it('R42 a member called __proto__ can be a large integer', async () => {
    const site = await serve((response) => response.end('{"__proto__":9007199254740993,"a":{"__proto__":{"b":-9007199254740993}}}'));
    const value = await clientOf(site.url, options).get<Record<string, unknown>>('/x');
    expect(Object.entries(value)[0]).toEqual(['__proto__', 9007199254740993n]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('values that no request can carry are refused by name, as a rejection', async () => {
    const site = await serve((response) => json(response, {}));
    const client = clientOf(site.url, options);
    const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown;
    const calls: [string, () => PromiseLike<unknown>][] = [
      ['`q`', () => client.get('/x', { query: { q: cycle() } })],
      ['`q`', () => client.get('/x', { query: { q: cycle() }, styles: { q: { style: 'json' } } })],
      ['`q`', () => client.get('/x', { query: { q: deep } })],
      ['`p`', () => client.get('/x/{p}', { pathParams: { p: { a: cycle() } } })],
      ['`body`', () => client.post('/x', { body: cycle() })],
      ['`body`', () => client.post('/x', { body: deep })],
      ['`body`', () => client.post('/x', { body: Promise.resolve(1) })],
      ['`f`', () => client.post('/x', { body: form({ f: cycle() }) })],
      ['`f`', () => client.post('/x', { body: multipart({ f: cycle() }) })],
      ['`f`', () => client.post('/x', { body: multipart({ f: Promise.resolve(new Uint8Array()) }) })],
      ['`f`', () => client.post('/x', { body: multipart({ f: [Promise.resolve()] }) })],
    ];
    for (const [name, call] of calls) {
      const error = await failure(call());
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toContain(name);
    }
    expect(site.requests).toEqual([]);
  });

  it('R35 a field of files takes files only', async () => {
    const site = await serve((response) => json(response, {}));
    const client = clientOf(site.url, options);
    const files = { f: { file: true } };
    for (const [value, told] of [['a/path.txt', 'string'], [null, 'null'], [{ path: 'x' }, 'object'], [['a/path.txt'], 'string'], [7, 'number']] as const) {
      const error = await failure(client.post('/x', { body: multipart({ f: value }, files) }));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toContain(`Expected a file for \`f\` but received ${told}`);
    }
    expect(await failure(client.put('/x', { body: 'a/path.txt', contentType: 'application/octet-stream' }))).toBeInstanceOf(TypeError);
    await client.post('/x', { body: multipart({ f: [new Uint8Array(3), new Blob(['b'])] }, files) });
    await client.post('/x', { body: multipart({ f: undefined }, files) });
    expect(site.requests.length).toBe(2);
  });

  it.each([
    ['application/json', true],
    ['Application/JSON; charset=utf-8', true],
    ['application/problem+json', true],
    ['text/html', true],
    ['application/xml', true],
    ['application/stream+json', false],
    ['application/json-seq', false],
    ['application/x-ndjson', false],
    ['text/plain', false],
    ['', false],
  ])('R31 a stream call answered by %s', async (type, wrong) => {
    const site = await serve((response) => response.writeHead(200, type ? { 'content-type': type, 'x-request-id': 'r-1' } : {}).end('{"a":1}\n'));
    const call = () => clientOf(site.url, options).get<Stream<unknown>>('/x', { stream: jsonl() });
    if (!wrong) return expect(await itemsOf(call())).toEqual([{ a: 1 }]);
    const error = await failure<APIError>(call());
    expect(error).toBeInstanceOf(APIResponseValidationError);
    expect(error).toMatchObject({ message: `The response is no stream: its content type is ${type}`, status: 200, requestID: 'r-1', attempts: 1, body: '{"a":1}\n' });
  });

  it('R31 a content type that the document names is a stream, and the response is there for who asks for it', async () => {
    const site = await serve((response) => json(response, { a: 1 }));
    const client = clientOf(site.url, options);
    expect(await itemsOf(client.get('/x', { stream: jsonl({ accept: 'application/json' }) }))).toEqual([{ a: 1 }]);
    expect(await (await client.get('/x', { stream: sse() }).asResponse()).json()).toEqual({ a: 1 });
  });

  it('R31 204 is an empty stream, and an interrupted one where a terminator was declared', async () => {
    const site = await serve((response) => response.writeHead(204).end());
    const client = clientOf(site.url, options);
    expect(await itemsOf(client.get('/x', { stream: sse() }))).toEqual([]);
    expect(await failure(itemsOf(client.get('/x', { stream: sse({ terminator: '[DONE]' }) })))).toBeInstanceOf(StreamInterruptedError);
  });

  it('R38 a string comes as JSON or as plain text', async () => {
    const site = await serve((response, { url }) => response.writeHead(200, { 'content-type': url === '/plain' ? 'text/plain; charset=utf-8' : 'application/json' }).end(url === '/bad' ? 'x' : '"x"'));
    const client = clientOf(site.url, options);
    expect(await client.get('/json', { responseType: 'stringJson' })).toBe('x');
    expect(await client.get('/plain', { responseType: 'stringJson' })).toBe('"x"');
    expect(await failure(client.get('/bad', { responseType: 'stringJson' }))).toMatchObject({ message: 'The response is not JSON', body: 'x' });
  });

  it('R38 the content type of what is not JSON is named', async () => {
    const site = await serve((response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'));
    expect(await failure(clientOf(site.url, options).get('/x'))).toMatchObject({ message: 'The response is not JSON: its content type is text/html; charset=utf-8' });
  });

  it('R41 what a strict checker raises tells of its call', async () => {
    const site = await serve((response) => json(response, { id: 5 }, 200, { 'x-request-id': 'r-5' }));
    const checkResponses = makeResponseChecker({ ops: { 'GET /x': '#0' }, types: [{ p: { id: 's' } }] } as never)({ mode: 'strict' });
    const error = await failure<APIError>(clientOf(site.url, { ...options, checkResponses }).get('/x'));
    expect(error).toBeInstanceOf(APIResponseValidationError);
    expect(error).toMatchObject({ status: 200, requestID: 'r-5', attempts: 1, traceID: expect.stringMatching(/^[0-9a-f]{32}$/) as string, body: { id: 5 }, cause: { kind: 'wrong-type' } });
    expect(error.headers?.get('x-request-id')).toBe('r-5');
  });

  it.each([
    ['one line', 'x'.repeat(40_000), jsonl()],
    ['one event of many lines', 'data: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n'.repeat(1000), sse()],
  ] as const)('R28 R34 %s without end is an error at the cap', async (_name, piece, stream) => {
    let sent = 0;
    const site = await serve((response) => {
      const more = () => {
        while (!response.destroyed && sent < 2000 && response.write(piece)) sent++;
        if (sent < 2000) response.once('drain', more);
      };
      response.writeHead(200, { 'x-request-id': 'r-7' });
      more();
    });
    const error = await failure<APIError>(itemsOf(clientOf(site.url, { ...options, maxEventBytes: 1_000_000 }).get('/x', { stream: stream as never })));
    expect(error).toBeInstanceOf(ResponseTooLargeError);
    expect(error).toMatchObject({ requestID: 'r-7', message: expect.stringContaining('maxEventBytes') as string });
    expect(sent).toBeLessThan(500);
  });
});
