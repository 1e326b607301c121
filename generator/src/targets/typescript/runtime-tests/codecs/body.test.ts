import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonLines } from '../../runtime/core/jsonl.js';
import { toFile } from '../../runtime/core/uploads.js';
import { encodeBody } from '../../runtime/internal/body.js';
import { encodeRaw } from '../../runtime/internal/raw-body.js';
import { send } from './wire.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bodies-'));
  await writeFile(join(folder, 'data.bin'), 'content of a file');
});
afterAll(() => rm(folder, { recursive: true }));

const wire = async (body: unknown, contentType?: string) => {
  const encoded = await encodeBody(body, contentType, encodeRaw);
  const { headers, body: bytes } = await send(encoded);
  return { encoded, text: bytes.toString(), type: headers['content-type'], length: headers['content-length'], chunked: headers['transfer-encoding'] === 'chunked' };
};

describe('bodies', () => {
  it('R42 R43 JSON is the default: big integers exact, undefined left out, null kept', async () => {
    expect(await wire({ a: undefined, b: null, c: 2n ** 63n, d: [1n] })).toMatchObject({
      text: '{"b":null,"c":9223372036854775808,"d":[1]}',
      type: 'application/json',
    });
    expect((await wire('text')).text).toBe('"text"');
    expect((await wire(null)).text).toBe('null');
    expect(await wire({ a: 1 }, 'application/merge-patch+json')).toMatchObject({ text: '{"a":1}', type: 'application/merge-patch+json' });
  });

  it('R5 is serialised once, so that every attempt sends the same bytes', async () => {
    let calls = 0;
    const body = { toJSON: () => ({ calls: ++calls }) };
    const encoded = await encodeBody(body, undefined, encodeRaw);
    expect([encoded.start(), encoded.start()]).toEqual(['{"calls":1}', '{"calls":1}']);
    expect(encoded.replayable).toBe(true);
  });

  it('sends text as it is when the type is no JSON, and refuses an object', async () => {
    expect(await wire('a\nb', 'text/plain')).toMatchObject({ text: 'a\nb', type: 'text/plain' });
    expect(await wire(12, 'text/plain')).toMatchObject({ text: '12' });
    expect(await wire(new URLSearchParams({ a: 'b c' }), 'application/x-www-form-urlencoded')).toMatchObject({ text: 'a=b+c' });
    expect(() => encodeBody({ a: 1 }, 'application/xml', encodeRaw)).toThrow('application/xml');
  });

  it('R35 bytes, views, buffers and blobs go with their length and can be sent again', async () => {
    const bytes = new TextEncoder().encode('xbytesx');
    const view = new DataView(bytes.buffer, 1, 5);
    for (const body of [bytes.subarray(1, 6), view, bytes.slice(1, 6).buffer, new Blob(['bytes'])]) {
      expect(await wire(body)).toMatchObject({ text: 'bytes', length: '5', type: 'application/octet-stream', encoded: { replayable: true } });
    }
    expect((await wire(new Blob(['x'], { type: 'image/png' }))).type).toBe('image/png');
    expect((await wire(new Blob(['x'], { type: 'image/png' }), 'image/gif')).type).toBe('image/gif');
    expect(await wire(bytes, 'application/json')).toMatchObject({ text: 'xbytesx', type: 'application/json' });
  });

  it('R5 R35 a file stream goes with its length, and is opened again for another attempt', async () => {
    const encoded = await encodeBody(createReadStream(join(folder, 'data.bin'), { start: 3, end: 100 }), undefined, encodeRaw);
    expect(encoded).toMatchObject({ length: 14, replayable: true });
    expect((await send(encoded)).body.toString()).toBe('tent of a file');
    expect((await send(encoded)).headers['content-length']).toBe('14');
    const empty = join(folder, 'empty');
    await writeFile(empty, '');
    expect(await wire(createReadStream(empty))).toMatchObject({ text: '', length: '0' });
  });

  it('R5 streams and iterables of unknown length are chunked and sent once', async () => {
    const bodies = [
      Readable.from(['ab', Buffer.from('cd')]),
      new Blob(['abcd']).stream(),
      (async function* () {
        yield 'ab';
        yield new Uint8Array([99, 100]).buffer;
      })(),
    ];
    for (const body of bodies) expect(await wire(body)).toMatchObject({ text: 'abcd', chunked: true, encoded: { replayable: false, length: undefined } });
  });

  it('R35 a response is passed on with its type and length', async () => {
    const headers = { 'content-type': 'image/png', 'content-length': '4' };
    expect(await wire(new Response('abcd', { headers }))).toMatchObject({ text: 'abcd', type: 'image/png', length: '4', encoded: { replayable: false } });
    const packed = new Response('abcd', { headers: { ...headers, 'content-encoding': 'gzip' } });
    expect((await wire(packed)).chunked).toBe(true);
  });

  it('R5 R34 JSON lines: an array can be sent again, an iterator once', async () => {
    expect(await wire(jsonLines([{ a: 1n }, null, 'x\ny']))).toMatchObject({ text: '{"a":1}\nnull\n"x\\ny"\n', type: 'application/jsonl', encoded: { replayable: true } });
    const items = (async function* () {
      yield 1;
      yield { b: 2 };
    })();
    expect(await wire(jsonLines(items, 'application/x-ndjson'))).toMatchObject({ text: '1\n{"b":2}\n', type: 'application/x-ndjson', encoded: { replayable: false } });
  });

  it('R5 what toFile makes is sent as its bytes', async () => {
    const named = await toFile('some content', 'x.txt');
    expect(await wire(named, 'application/octet-stream')).toMatchObject({ text: 'some content', type: 'application/octet-stream', length: '12', encoded: { replayable: true } });
    expect((await wire({ content: 'text', name: 'x' }, 'application/json')).text).toBe('{"content":"text","name":"x"}');
  });

  it('another content type goes with an encoder\'s bytes', async () => {
    expect(await wire(jsonLines([1]), 'application/x-ndjson')).toMatchObject({ text: '1\n', type: 'application/x-ndjson' });
  });

  it('a stream of other things than bytes and strings is an error', async () => {
    const encoded = await encodeBody(Readable.from([{ a: 1 }]), undefined, encodeRaw);
    await expect(send(encoded)).rejects.toThrow('stream of bytes');
  });
});
