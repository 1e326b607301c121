import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { APIError} from '../../runtime/core/error.js';
import { APIConnectionError, APIResponseValidationError, NotFoundError, ResponseTooLargeError } from '../../runtime/core/error.js';
import { parseJSON, stringifyJSON } from '../../runtime/internal/json.js';
import { clientOf, failure, json, serve, transports } from './support.js';

describe.each(transports)('responses %s', (_, options) => {
  it('R36 downloads stream, and a short one is an error', async () => {
    const site = await serve((response, { url }) => {
      if (url === '/short') {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('x'.repeat(10));
        return setTimeout(() => response.destroy(), 20);
      }
      response.write('a');
      setTimeout(() => response.end('b'), 80);
    });
    const client = clientOf(site.url, options);
    const pieces: string[] = [];
    const whole = await client.get<Response>('/whole', { responseType: 'binary' });
    for await (const piece of whole.body as unknown as AsyncIterable<Uint8Array>) pieces.push(Buffer.from(piece).toString());
    expect(pieces).toEqual(['a', 'b']);
    const short = await client.get<Response>('/short', { responseType: 'binary' });
    expect(await failure(short.arrayBuffer())).toBeInstanceOf(APIConnectionError);
  });

  it('R37 problems, error objects, HTML, nothing, and too much', async () => {
    const site = await serve((response, { url }) => {
      if (url === '/problem') return json(response, { type: 'urn:p', title: 'No', status: 404, detail: 'It is gone', instance: '/i', code: 'gone', more: 1 }, 404, { 'content-type': 'application/problem+json', 'x-request-id': 'r-1' });
      if (url === '/html') return response.writeHead(404).end('<html>hello</html>');
      if (url === '/empty') return response.writeHead(404).end();
      response.writeHead(404);
      response.write('y'.repeat(3_000_000));
    });
    const client = clientOf(site.url, options);
    const problem = await failure<APIError>(client.get('/problem'));
    expect(problem).toBeInstanceOf(NotFoundError);
    expect(problem).toMatchObject({ message: '404 It is gone', code: 'gone', requestID: 'r-1', attempts: 1, problem: { type: 'urn:p', instance: '/i', more: 1 }, error: { more: 1 } });
    expect(problem.headers?.get('Content-Type')).toBe('application/problem+json');
    expect(await failure<APIError>(client.get('/html'))).toMatchObject({ message: '404 Not Found', body: '<html>hello</html>', problem: undefined });
    expect(await failure<APIError>(client.get('/empty'))).toMatchObject({ message: '404 Not Found', body: undefined });
    const huge = await failure<APIError>(client.get('/huge'));
    expect((huge.body as string).length).toBe(1024 * 1024);
    expect(huge.message.length).toBeLessThan(400);
  });

  it('R38 bad JSON is typed and keeps its text; nothing is undefined where nothing may come', async () => {
    const site = await serve((response, { url }) => {
      response.writeHead(url === '/204' ? 204 : 200, { 'x-request-id': 'r-2' });
      response.end(url === '/bad' ? '{"a":' : '');
    });
    const client = clientOf(site.url, options);
    const error = await failure<APIError>(client.get('/bad'));
    expect(error).toBeInstanceOf(APIResponseValidationError);
    expect(error).toMatchObject({ body: '{"a":', status: 200, requestID: 'r-2', attempts: 1 });
    expect(await failure(client.get('/empty'))).toBeInstanceOf(APIResponseValidationError);
    await expect(client.get('/empty', { responseType: 'optionalJson' })).resolves.toBeUndefined();
    await expect(client.get('/204')).resolves.toBeUndefined();
    await expect(client.get('/empty', { responseType: 'text' })).resolves.toBe('');
    await expect(client.head('/empty')).resolves.toBeUndefined();
  });

  it('R39 parsed and raw, each the same object every time, with the same retries', async () => {
    const site = await serve((response, _request, index) => json(response, { index }, index % 2 === 0 ? 503 : 200, { 'retry-after-ms': '1', 'x-request-id': 'r-3' }));
    const client = clientOf(site.url, options);
    const call = client.get<{ index: number }>('/x');
    const { data, response, requestID, traceID } = await call.withResponse();
    expect([data.index, response.status, requestID, traceID]).toEqual([1, 200, 'r-3', response.traceID]);
    expect(await call).toBe(data);
    expect(await call.asResponse()).toBe(response);
    expect(await response.json()).toEqual({ index: 1 });
    const raw = client.get<{ index: number }>('/x');
    const unread = await raw.asResponse();
    expect([unread.status, unread.bodyUsed, unread.url]).toEqual([200, false, `${site.url}/x`]);
    expect(await raw).toEqual({ index: 3 });
    expect((await raw.withResponse()).response).toBe(unread);
    expect(await failure<APIError>(clientOf(site.url, { ...options, maxRetries: 0 }).get('/x').asResponse())).toMatchObject({ status: 503 });
  });

  it('R39 a failed call that is awaited in one way only leaves no rejection unhandled', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => void unhandled.push(error);
    process.on('unhandledRejection', note);
    const site = await serve((response) => json(response, {}, 400));
    const client = clientOf(site.url, options);
    await failure(client.get('/x').withResponse());
    await failure(client.get('/x').asResponse());
    await failure(client.get('/x'));
    await client.get('/x').catch(() => {});
    await client.get('/x').finally(() => {}).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 30));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  it('R41 unknown members are kept; a checker sees every value, and what it throws fails the call', async () => {
    const site = await serve((response) => json(response, { kind: 'new', extra: { deep: 1 } }));
    const seen: unknown[] = [];
    const client = clientOf(site.url, { ...options, checkResponses: (operation, value) => void seen.push([operation, value]) });
    await expect(client.get('/x/{id}', { pathParams: { id: 1 } })).resolves.toEqual({ kind: 'new', extra: { deep: 1 } });
    expect(seen).toEqual([['GET /x/{id}', { kind: 'new', extra: { deep: 1 } }]]);
    const strict = client.withOptions({ checkResponses: () => { throw new APIResponseValidationError('drift'); } });
    expect(await failure(strict.get('/x'))).toBeInstanceOf(APIResponseValidationError);
  });

  it('R42 R43 big integers, omitted and null go over the wire exactly', async () => {
    const site = await serve((response, { body }) => response.end(body));
    const value = { big: 9007199254740993n, small: 1, none: undefined, nil: null, list: [-12345678901234567890n] };
    const back = await clientOf(site.url, options).post('/x', { body: value });
    expect(site.requests[0]!.body.toString()).toBe('{"big":9007199254740993,"small":1,"nil":null,"list":[-12345678901234567890]}');
    expect(back).toEqual({ big: 9007199254740993n, small: 1, nil: null, list: [-12345678901234567890n] });
  });

  it('R37 a decompression bomb is a typed error, buffered or not; so is any body that is too large', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    const site = await serve((response, { url }) => (url === '/plain' ? response.end('x'.repeat(300_000)) : response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)));
    const client = clientOf(site.url, { ...options, maxResponseBytes: 200_000 });
    expect(await failure(client.get('/bomb'))).toBeInstanceOf(ResponseTooLargeError);
    expect(await failure(client.get('/plain'))).toBeInstanceOf(ResponseTooLargeError);
    expect(await failure((await client.get<Response>('/bomb', { responseType: 'binary' })).arrayBuffer())).toBeInstanceOf(ResponseTooLargeError);
    await expect(client.get<Response>('/plain', { responseType: 'binary' }).then((response) => response.arrayBuffer())).resolves.toHaveProperty('byteLength', 300_000);
    expect(site.requests).toHaveLength(4);
  });

  it('R37 compressed JSON is read; broken compression is a connection error', async () => {
    const site = await serve((response, { url }) => {
      const data = gzipSync('{"a":"ü"}');
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(url === '/bad' ? 'not gzip at all' : data);
    });
    const client = clientOf(site.url, { ...options, maxRetries: 0 });
    await expect(client.get('/x')).resolves.toEqual({ a: 'ü' });
    expect(site.requests[0]!.headers['accept-encoding']).toContain('gzip');
    expect(await failure(client.get('/bad'))).toBeInstanceOf(APIConnectionError);
  });
});

describe('R42 JSON', () => {
  it.each([
    ['{"a":9007199254740993}', { a: 9007199254740993n }],
    ['[9007199254740991, -9007199254740993 ,1]', [9007199254740991, -9007199254740993n, 1]],
    ['12345678901234567890', 12345678901234567890n],
    ['{"a":"12345678901234567890","b":"x:12345678901234567890,"}', { a: '12345678901234567890', b: 'x:12345678901234567890,' }],
    ['{"12345678901234567890":1.2345678901234567}', { '12345678901234567890': 1.2345678901234567 }],
    ['[12345678901234567890.5,12345678901234567890e2,0.12345678901234567890]', [12345678901234567890.5, 12345678901234567890e2, 0.1234567890123456789]],
    ['{"a":"q\\"12345678901234567890","b":\n12345678901234567890}', { a: 'q"12345678901234567890', b: 12345678901234567890n }],
    ['{"m":"\u2063int:12345678901234567890","b":12345678901234567890}', { m: '\u2063int:12345678901234567890', b: 12345678901234567890n }],
  ])('R42 %s', (text, value) => {
    expect(parseJSON(text)).toEqual(value);
  });

  it('R42 writes bigints as integers, wherever they stand', () => {
    expect(stringifyJSON({ a: [2n ** 64n, '18446744073709551616'], b: { c: -1n } })).toBe('{"a":[18446744073709551616,"18446744073709551616"],"b":{"c":-1}}');
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(() => stringifyJSON(circle)).toThrow(TypeError);
  });

  it('R42 bad JSON is a SyntaxError, with big integers too', () => {
    expect(() => parseJSON('{"a":12345678901234567890')).toThrow(SyntaxError);
  });
});
