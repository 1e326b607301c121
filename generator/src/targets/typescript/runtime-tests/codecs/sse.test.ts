import { describe, expect, it } from 'vitest';
import { APIConnectionError, APIResponseValidationError, APIUserAbortError, StreamEventError, StreamInterruptedError } from '../../runtime/core/error.js';
import { sse } from '../../runtime/core/streaming.js';
import { SSEParser, type ServerSentEvent } from '../../runtime/internal/sse.js';
import { Utf8Reader } from '../../runtime/internal/utf8.js';
import { material } from './material.js';
import { collect, sourceOf, split } from './source.js';

interface Vector {
  readonly from: string;
  readonly body: string;
  readonly expand?: Record<string, number>;
  readonly events: readonly { event: string; data: string }[];
  readonly lastEventId?: string;
  readonly retry?: number;
}

const OWN: Vector[] = [
  { from: 'line feeds', body: 'data: a\n\ndata: b\n\n', events: [{ event: 'message', data: 'a' }, { event: 'message', data: 'b' }] },
  { from: 'carriage returns', body: 'event: x\rdata: a\r\rdata: b\r\r', events: [{ event: 'x', data: 'a' }, { event: 'message', data: 'b' }] },
  { from: 'both', body: 'event: x\r\ndata: a\r\n\r\ndata:b\r\n\r\n', events: [{ event: 'x', data: 'a' }, { event: 'message', data: 'b' }] },
  { from: 'mixed ends', body: 'data: a\ndata: b\rdata: c\r\n\ndata: d\r\r\n', events: [{ event: 'message', data: 'a\nb\nc' }, { event: 'message', data: 'd' }] },
  { from: 'a byte order mark', body: '\ufeffdata: a\n\n', events: [{ event: 'message', data: 'a' }] },
  { from: 'characters of two to four bytes', body: 'data: é€😀\n\n', events: [{ event: 'message', data: 'é€😀' }] },
  { from: 'an event without data', body: 'event: x\nid: 1\n\ndata: a\n\n', events: [{ event: 'message', data: 'a' }], lastEventId: '1' },
  { from: 'an event that is not ended', body: 'data: a\n\ndata: b\n', events: [{ event: 'message', data: 'a' }] },
  { from: 'an id with NUL', body: 'id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n', events: [{ event: 'message', data: 'a' }, { event: 'message', data: 'b' }], lastEventId: '1' },
  { from: 'comments and unknown fields', body: ': hi\nfoo: bar\ndata\ndatax: no\ndata:  two\n\n', events: [{ event: 'message', data: '\n two' }] },
  { from: 'retry', body: 'retry: 10\nretry: x\nretry: -1\ndata: a\n\n', events: [{ event: 'message', data: 'a' }], retry: 10 },
];

const parseAt = (vector: Vector, size: number) => {
  const body = Object.entries(vector.expand ?? {}).reduce((text, [mark, count]) => text.replaceAll(mark, 'x'.repeat(count)), vector.body);
  const parser = new SSEParser();
  const utf8 = new Utf8Reader();
  const out: ServerSentEvent[] = [];
  for (const piece of split(body, size)) parser.feed(utf8.read(piece), out);
  parser.feed(utf8.end(), out);
  return { parser, events: out.map(({ event, data }) => ({ event, data })) };
};

const published = material<{ cases: Vector[] }>('wpt-sse.json')?.cases ?? [];

describe('R28 event streams', () => {
  for (const vector of [...OWN, ...published]) {
    it.each([1, 2, 3, 5, 7, Infinity])(`R28 ${vector.from}, by %s bytes`, (size) => {
      const { parser, events } = parseAt(vector, size === Infinity ? 1e9 : size);
      expect(events).toEqual(vector.events);
      if (vector.lastEventId !== undefined) expect(parser.lastID).toBe(vector.lastEventId);
      expect(parser.retry).toBe(vector.retry);
    });
  }

  it('R28 malformed UTF-8 becomes the same replacement characters at every split', () => {
    const bytes = new Uint8Array([0x64, 0x61, 0x74, 0x61, 0x3a, 0xf0, 0x9f, 0x98, 0x41, 0xe2, 0x82, 0xc3, 0xff, 0x80, 0xed, 0xa0, 0x80, 0x0a, 0x0a]);
    const expected = new TextDecoder().decode(bytes);
    for (let at = 0; at <= bytes.length; at++) {
      for (let to = at; to <= bytes.length; to++) {
        const utf8 = new Utf8Reader();
        const text = utf8.read(bytes.slice(0, at)) + utf8.read(bytes.slice(at, to)) + utf8.read(bytes.slice(to)) + utf8.end();
        expect(text).toBe(expected);
      }
    }
  });

  it('R28 takes time in proportion to the length at one character a piece', () => {
    const time = (length: number) => {
      const parser = new SSEParser();
      const out: ServerSentEvent[] = [];
      const start = process.cpuUsage().user;
      for (const char of `data: ${'x'.repeat(length)}\n\n`) parser.feed(char, out);
      expect(out[0]?.data.length).toBe(length);
      return process.cpuUsage().user - start;
    };
    time(200_000);
    // Eight times the length: quadratic work would take 64 times as long.
    expect(time(1_600_000)).toBeLessThan(24 * Math.max(time(200_000), 5_000));
  });
});

describe('sse()', () => {
  it('R29 ends at data that equals the sentinel, not at text that contains it', async () => {
    const source = sourceOf(['data: {"t":"[DONE]"}\n\ndata: "[DONE]"\n\ndata: [DONE]\n\ndata: {"t":"late"}\n\n', () => new Promise(() => {})]);
    expect(await collect(sse({ terminator: '[DONE]' }).open(source))).toEqual([{ t: '[DONE]' }, '[DONE]']);
    await expect.poll(() => source.seen.cancelled).toBe(true);
    expect(source.controller.signal.aborted).toBe(true);
  });

  it('ends at data that begins with the sentinel where that is what ends streams', async () => {
    const late = ['data: 1\n\ndata: "[END]"\n\ndata: [END] 12 tokens\n\ndata: 2\n\n'];
    const options = { terminator: '[END]', terminatorPrefix: true };
    expect(await collect(sse(options).open(sourceOf(late)))).toEqual([1, '[END]']);
    const events = await collect(sse(options).open(sourceOf(late)).events());
    expect(events.map(({ data }) => data)).toEqual(['1', '"[END]"']);
    expect(await collect(sse(options).open(sourceOf(['data: 1\n\ndata: [END] 12 tokens\n'])))).toEqual([1]);
    await expect(collect(sse(options).open(sourceOf(['data: 1\n\n'])))).rejects.toThrow(StreamInterruptedError);
    await expect(collect(sse({ terminator: '[END]' }).open(sourceOf(late)))).rejects.toThrow(SyntaxError);
  });

  it('R29 leaves a response that ends right after the sentinel alone, so that its connection is kept', async () => {
    const source = sourceOf(['data: 1\n\ndata: [DONE]\n\n']);
    expect(await collect(sse({ terminator: '[DONE]' }).open(source))).toEqual([1]);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(source.seen.cancelled).toBe(false);
    expect(source.controller.signal.aborted).toBe(false);
  });

  it('R30 raises error events with their data and the request id, after the items before them', async () => {
    const stream = sse({}).open(sourceOf(['data: 1\n\nevent: error\ndata: {"error":{"code":"busy","message":"Too busy"}}\n\ndata: 2\n\n']));
    const items: unknown[] = [];
    const error = await (async () => {
      for await (const item of stream) items.push(item);
    })().catch((caught: unknown) => caught as StreamEventError);
    expect(items).toEqual([1]);
    expect(error).toBeInstanceOf(StreamEventError);
    expect(error).toMatchObject({ message: 'Too busy', code: 'busy', requestID: 'req_1', body: { error: { code: 'busy' } } });
  });

  it('R30 raises events of the configured names, plain text too, and data with the error property', async () => {
    const named = collect(sse({ errorEvents: ['fault'] }).open(sourceOf(['event: error\ndata: 1\n\nevent: fault\ndata: out of order\n\n'])));
    await expect(named).rejects.toMatchObject({ name: 'StreamEventError', message: 'out of order', body: 'out of order' });
    const inData = collect(sse({ errorProperty: 'error' }).open(sourceOf(['data: {"error":null}\n\ndata: {"error":{"message":"bad"}}\n\n'])));
    await expect(inData).rejects.toMatchObject({ name: 'StreamEventError', message: 'bad' });
  });

  it('R30 yields events of unknown names', async () => {
    expect(await collect(sse({}).open(sourceOf(['event: ping\ndata: {"p":1}\n\nevent: new\ndata: 2\n\n'])))).toEqual([{ p: 1 }, 2]);
  });

  it('R31 a missing terminator is a typed interruption', async () => {
    const error = await collect(sse({ terminator: '[DONE]' }).open(sourceOf(['data: 1\n\n']))).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StreamInterruptedError);
    expect(error).toMatchObject({ requestID: 'req_1' });
  });

  it('R31 a sentinel whose blank line is missing still counts; half a sentinel does not', async () => {
    expect(await collect(sse({ terminator: '[DONE]' }).open(sourceOf(['data: 1\n\ndata: [DONE]\n'])))).toEqual([1]);
    const half = collect(sse({ terminator: '[DONE]' }).open(sourceOf(['data: 1\n\ndata: [DO'])));
    await expect(half).rejects.toBeInstanceOf(StreamInterruptedError);
  });

  it('R31 without a declared terminator the end is the end', async () => {
    expect(await collect(sse({}).open(sourceOf(['data: 1\n\ndata: 2'])))).toEqual([1]);
  });

  it('R29 R31 without a declared terminator `[DONE]` still ends a stream of JSON, and is text in a stream of text', async () => {
    expect(await collect(sse({}).open(sourceOf(['data: 1\n\ndata: [DONE]\n\ndata: 2\n\n'])))).toEqual([1]);
    expect(await collect(sse({ item: 'text' }).open(sourceOf(['data: [DONE]\n\ndata: 2\n\n'])))).toEqual(['[DONE]', '2']);
  });

  it('R31 a drop is a connection error with its cause', async () => {
    const cause = new Error('socket hang up');
    const error = await collect(sse({}).open(sourceOf(['data: 1\n\n', cause]))).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(APIConnectionError);
    expect((error as Error).cause).toBe(cause);
  });

  it('R31 data that is no JSON raises what the client raises for it, and ends the request', async () => {
    const parse = () => {
      throw new APIResponseValidationError('no JSON');
    };
    const source = sourceOf(['data: {\n\n', 'data: 2\n\n'], { parse });
    await expect(collect(sse({}).open(source))).rejects.toBeInstanceOf(APIResponseValidationError);
    expect(source.seen.cancelled).toBe(true);
  });

  it('R32 leaving the loop cancels the body and aborts the request', async () => {
    const source = sourceOf(['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']);
    for await (const item of sse<number>({}).open(source)) if (item === 2) break;
    expect(source.seen).toEqual({ cancelled: true, pulled: 2 });
    expect(source.controller.signal.aborted).toBe(true);
  });

  it('R32 closing ends a loop that waits, quietly and twice', async () => {
    const source = sourceOf(['data: 1\n\n', () => new Promise(() => {})]);
    const stream = sse<number>({}).open(source);
    const items = collect(stream);
    setTimeout(() => stream.abort(), 10);
    expect(await items).toEqual([1]);
    await stream.close();
    expect(source.seen.cancelled).toBe(true);
  });

  it('R32 closing before reading ends the request; `await using` closes too', async () => {
    const source = sourceOf(['data: 1\n\n']);
    const stream = sse({}).open(source);
    await stream[Symbol.asyncDispose]();
    expect(source.controller.signal.aborted).toBe(true);
    expect(await collect(stream)).toEqual([]);
  });

  it('R32 reads no further than it is asked to', async () => {
    const pieces = Array.from({ length: 100 }, (_, index) => `data: ${index}\n\n`);
    const source = sourceOf(pieces);
    const iterator = sse({}).open(source)[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(source.seen.pulled).toBe(2);
  });

  it('R10 the caller\'s abort raises, with the reason, even while items are waiting', async () => {
    const source = sourceOf(['data: 1\n\ndata: 2\n\n']);
    const iterator = sse({}).open(source)[Symbol.asyncIterator]();
    await iterator.next();
    const reason = new Error('enough');
    source.controller.abort(reason);
    const error = await iterator.next().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(APIUserAbortError);
    expect((error as Error).cause).toBe(reason);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  it('R19 the event timer is not reset by comments', async () => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 15));
    const noise = Array.from({ length: 40 }, (_, index) => (index % 2 ? pause : ': still here\n'));
    const error = await collect(sse({}).open(sourceOf(['data: 1\n\n', ...noise, 'data: 2\n\n'], { eventIdleTimeout: 60 }))).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'APIConnectionTimeoutError' });
    const steady = Array.from({ length: 12 }, (_, index) => (index % 2 ? pause : 'data: 1\n\n'));
    expect(await collect(sse({}).open(sourceOf(steady, { eventIdleTimeout: 60 })))).toHaveLength(6);
  });

  it('calls of next() that overlap come in order', async () => {
    const iterator = sse<number>({}).open(sourceOf(['data: 1\n\n', 'data: 2\n\n']))[Symbol.asyncIterator]();
    const results = await Promise.all([iterator.next(), iterator.next(), iterator.next()]);
    expect(results.map((result) => result.value)).toEqual([1, 2, undefined]);
  });

  it('events() yields what came, error events included, the sentinel not', async () => {
    const stream = sse({ terminator: '[DONE]' }).open(sourceOf(['id: 7\nevent: error\ndata: {}\n\ndata: [DONE]\n\n']));
    expect(await collect(stream.events())).toEqual([{ event: 'error', data: '{}', id: '7' }]);
  });

  it('items can be text, or whole events', async () => {
    expect(await collect(sse({ item: 'text' }).open(sourceOf(['data: plain\n\n'])))).toEqual(['plain']);
    expect(await collect(sse({ item: 'event' }).open(sourceOf(['event: x\nid: 1\ndata: {"a":1}\n\n'])))).toEqual([{ event: 'x', id: '1', data: { a: 1 } }]);
  });

  it('a stream is read once; tee() makes two, which end the request when both are left', async () => {
    const source = sourceOf(['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']);
    const stream = sse<number>({}).open(source);
    const [left, right] = stream.tee();
    expect(() => stream[Symbol.asyncIterator]()).toThrow('only once');
    for await (const item of left) if (item === 2) break;
    expect(source.controller.signal.aborted).toBe(false);
    for await (const item of right) if (item === 2) break;
    expect(source.controller.signal.aborted).toBe(true);
  });

  it('toReadableStream() gives lines of JSON', async () => {
    const text = await new Response(sse({}).open(sourceOf(['data: {"a":9007199254740993}\n\ndata: 2\n\n'])).toReadableStream()).text();
    expect(text).toBe('{"a":9007199254740993}\n2\n');
  });

  it('R33 reconnects where the source offers it, with the last id and the server\'s delay, until 204', async () => {
    const sent: unknown[] = [];
    const started = Date.now();
    const source = sourceOf(['retry: 30\nid: a\ndata: 1\n\nid: b\n', new Error('reset')], {
      reopen: async (headers) => {
        sent.push(headers);
        const next = sourceOf(sent.length === 1 ? ['data: 2\n\n'] : []).response;
        return sent.length === 1 ? next : { ...next, status: 204 };
      },
    });
    expect(await collect(sse({}).open(source))).toEqual([1, 2]);
    expect(sent).toEqual([{ 'last-event-id': 'a' }, { 'last-event-id': 'a' }]);
    expect(Date.now() - started).toBeGreaterThanOrEqual(30);
  });
});
