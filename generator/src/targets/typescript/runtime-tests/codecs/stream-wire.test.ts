import { describe, expect, it } from 'vitest';
import { jsonl, jsonLines } from '../../runtime/core/jsonl.js';
import { sse, type Stream } from '../../runtime/core/streaming.js';
import { connect, serve, signal } from './server.js';
import { collect } from './source.js';

const EVENTS = { 'content-type': 'text/event-stream', 'x-request-id': 'req_9' };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('streams over HTTP', () => {
  it('R28 R29 items come as they are sent, and the sentinel frees the socket within 100 ms', async () => {
    const closed = signal<number>();
    const url = await serve((request, reply) => {
      expect(request.headers.accept).toBe('text/event-stream');
      reply.writeHead(200, EVENTS).write('data: {"t":"[DONE]"}\n\ndata: [DO');
      setTimeout(() => reply.write('NE]\n\n'), 20);
      reply.on('close', () => closed.resolve(Date.now()));
    });
    const stream = await connect(url).get<Stream<unknown>>('/s', { stream: sse({ terminator: '[DONE]' }) });
    expect(stream.requestID).toBe('req_9');
    expect(await collect(stream)).toEqual([{ t: '[DONE]' }]);
    const ended = Date.now();
    expect((await closed.promise) - ended).toBeLessThan(100);
  });

  it('R29 a connection whose response ends after the sentinel serves the next call', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, reply) => {
      ports.add(request.socket.remotePort);
      reply.writeHead(200, EVENTS).end('data: 1\n\ndata: [DONE]\n\n');
    });
    const client = connect(url);
    for (let call = 0; call < 3; call++) {
      expect(await collect(await client.get<Stream<number>>('/s', { stream: sse({ terminator: '[DONE]' }) }))).toEqual([1]);
      await pause(10);
    }
    expect(ports.size).toBe(1);
  });

  it('names the event that is not JSON', async () => {
    const url = await serve((_, reply) => reply.writeHead(200, EVENTS).end('data: {"n":1}\n\ndata: {"n":\n\n'));
    const stream = await connect(url).get<Stream<unknown>>('/s', { stream: sse() });
    await expect(collect(stream)).rejects.toThrow(/Event 2 of the stream is not JSON/);
  });

  it.each(['break', 'close', 'abort the controller', 'abort the signal'])('R32 R10 %s: the server sees it within 100 ms', async (way) => {
    const closed = signal<number>();
    const url = await serve((_, reply) => {
      reply.writeHead(200, EVENTS).write('data: 1\n\n');
      reply.on('close', () => closed.resolve(Date.now()));
    });
    const controller = new AbortController();
    const stream = await connect(url).get<Stream<number>>('/s', { stream: sse({}), signal: controller.signal });
    let left = 0;
    const reason = new Error('enough');
    const run = (async () => {
      for await (const item of stream) {
        expect(item).toBe(1);
        left = Date.now();
        if (way === 'break') break;
        if (way === 'close') setTimeout(() => void stream.close());
        if (way === 'abort the controller') setTimeout(() => stream.controller.abort(reason));
        if (way === 'abort the signal') setTimeout(() => controller.abort(reason));
      }
    })();
    if (way.startsWith('abort')) await expect(run).rejects.toMatchObject({ name: 'APIUserAbortError', cause: reason });
    else await run;
    expect((await closed.promise) - left).toBeLessThan(100);
  });

  it('R31 a drop is a connection error with the request id', async () => {
    const url = await serve((_, reply) => {
      reply.writeHead(200, EVENTS).write('data: 1\n\n');
      setTimeout(() => reply.destroy(), 20);
    });
    const stream = await connect(url).get<Stream<number>>('/s', { stream: sse({ terminator: '[DONE]' }) });
    await expect(collect(stream)).rejects.toMatchObject({ name: 'APIConnectionError', requestID: 'req_9' });
  });

  it('R31 R30 interruption and error events carry the request id', async () => {
    const url = await serve((request, reply) => {
      reply.writeHead(200, EVENTS).end(request.url === '/error' ? 'event: error\ndata: {"message":"no"}\n\n' : 'data: 1\n\n');
    });
    const client = connect(url);
    const stream = sse<number>({ terminator: '[DONE]' });
    await expect(client.get<Stream<number>>('/s', { stream }).then(collect)).rejects.toMatchObject({ name: 'StreamInterruptedError', requestID: 'req_9' });
    await expect(client.get<Stream<number>>('/error', { stream }).then(collect)).rejects.toMatchObject({ name: 'StreamEventError', requestID: 'req_9' });
  });

  it('R32 a slow reader stalls the sender', async () => {
    let sent = 0;
    const url = await serve((_, reply) => {
      reply.writeHead(200, EVENTS);
      const event = `data: "${'x'.repeat(64 * 1024)}"\n\n`;
      const more = () => {
        while (sent < 2000) {
          sent++;
          if (!reply.write(event)) return void reply.once('drain', more);
        }
        reply.end();
      };
      more();
    });
    const stream = await connect(url).get<Stream<string>>('/s', { stream: sse({}) });
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.next();
    await pause(300);
    // 2,000 events are 125 MiB; what is under way may fill the buffers of two sockets.
    expect(sent).toBeLessThan(400);
    await stream.close();
  });

  it('R33 reconnects GET streams when asked to: last id and retry delay; other calls do not', async () => {
    const seen: { id: string | undefined; at: number }[] = [];
    const url = await serve((request, reply) => {
      seen.push({ id: request.headers['last-event-id'] as string | undefined, at: Date.now() });
      reply.writeHead(200, EVENTS);
      if (request.headers['last-event-id'] === 'a') return void reply.end('data: 2\n\ndata: [DONE]\n\n');
      reply.write('retry: 50\nid: a\ndata: 1\n\nid: b\ndata: 9\n');
      setTimeout(() => reply.destroy(), 20);
    });
    const client = connect(url);
    const stream = sse<number>({ terminator: '[DONE]' });
    expect(await collect(await client.get<Stream<number>>('/s', { stream, reconnect: true }))).toEqual([1, 2]);
    expect(seen.map(({ id }) => id)).toEqual([undefined, 'a']);
    expect(seen[1]!.at - seen[0]!.at).toBeGreaterThanOrEqual(50);
    await expect(client.get<Stream<number>>('/s', { stream }).then(collect)).rejects.toMatchObject({ name: 'APIConnectionError' });
    await expect(client.post<Stream<number>>('/s', { stream, reconnect: true }).then(collect)).rejects.toMatchObject({ name: 'APIConnectionError' });
    expect(seen).toHaveLength(4);
  });

  it('R33 R10 an abort while waiting to reconnect settles at once and sends nothing more', async () => {
    let requests = 0;
    const url = await serve((_, reply) => {
      requests++;
      reply.writeHead(200, EVENTS).end('retry: 5000\ndata: 1\n\n');
    });
    for (const way of ['signal', 'close']) {
      const controller = new AbortController();
      const stream = await connect(url).get<Stream<number>>('/s', { stream: sse({}), reconnect: true, signal: controller.signal });
      const iterator = stream[Symbol.asyncIterator]();
      await iterator.next();
      const waiting = iterator.next();
      const started = Date.now();
      setTimeout(() => (way === 'signal' ? controller.abort() : void stream.close()), 30);
      if (way === 'signal') await expect(waiting).rejects.toMatchObject({ name: 'APIUserAbortError' });
      else expect(await waiting).toEqual({ done: true, value: undefined });
      expect(Date.now() - started).toBeLessThan(130);
    }
    expect(requests).toBe(2);
  });

  it('R34 JSON lines go up and come down', async () => {
    const url = await serve((request, reply) => {
      expect(request.headers['content-type']).toBe('application/jsonl');
      reply.writeHead(200, { 'content-type': 'application/x-ndjson' });
      request.pipe(reply);
    });
    const items = async function* () {
      yield { a: 1n };
      yield 'é';
    };
    const stream = await connect(url).post<Stream<unknown>>('/lines', { body: jsonLines(items()), stream: jsonl() });
    expect(await collect(stream)).toEqual([{ a: 1 }, 'é']);
  });
});
