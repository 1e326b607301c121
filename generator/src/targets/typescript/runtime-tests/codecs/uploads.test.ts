import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { form } from '../../runtime/core/form.js';
import { multipart, toFile, type PartOptions } from '../../runtime/core/uploads.js';
import { connect, serve } from './server.js';
import { partsOf, send } from './wire.js';

/** Uploads a file with a client in a process of its own to a server in another one, and prints by how much its memory grew. */
const SENDER = `
  import { spawn } from 'node:child_process';
  import { once } from 'node:events';
  import { createReadStream } from 'node:fs';
  import { APIClient, extras, multipart } from './sdk.mjs';
  const server = spawn(process.execPath, ['-e', \`
    require('node:http').createServer((incoming, reply) => {
      let size = 0;
      incoming.on('data', (chunk) => (size += chunk.length)).on('end', () => reply.end(String(size)));
    }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });\`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(server.stdout, 'data');
  const fetch = process.argv[4] === 'fetch' ? globalThis.fetch.bind(undefined) : undefined;
  const client = new APIClient({ name: 'Test', version: '0', baseURL: 'http://127.0.0.1:' + String(port).trim() }, { fetch, extras });
  const upload = (path) =>
    client.post('/', { body: multipart({ purpose: 'test', file: createReadStream(path) }), responseType: 'text', accept: '*/*' });
  // A small one first: what is loaded once is no growth.
  await upload(process.argv[2]);
  const held = () => {
    const { heapTotal, external } = process.memoryUsage();
    return heapTotal + external;
  };
  const before = held();
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, held())), 5);
  const arrived = Number(await upload(process.argv[3]));
  clearInterval(watch);
  await client.close();
  server.kill();
  console.log(JSON.stringify({ arrived, growth: peak - before }));
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uploads-'));
  await writeFile(join(folder, 'a.txt'), 'file text');
});
afterAll(() => rm(folder, { recursive: true }));

const sent = async (body: object, fields?: Record<string, PartOptions>) => {
  const received = await send(await multipart(body, fields).encodeBody());
  return partsOf(received).map(({ head, content }) => [head.replace('Content-Disposition: form-data; ', ''), content.toString()]);
};

describe('multipart', () => {
  it('R35 fields are text, objects JSON, arrays repeated parts; undefined is left out', async () => {
    const body = { a: 'x\ny', b: 1.5, c: true, d: 2n ** 60n, e: null, f: undefined, g: { h: 1n, i: undefined }, j: ['p', { q: 1 }], k: new Date(0) };
    expect(await sent(body)).toEqual([
      ['name="a"', 'x\ny'],
      ['name="b"', '1.5'],
      ['name="c"', 'true'],
      ['name="d"', '1152921504606846976'],
      ['name="e"', ''],
      ['name="g"\r\nContent-Type: application/json', '{"h":1}'],
      ['name="j"', 'p'],
      ['name="j"\r\nContent-Type: application/json', '{"q":1}'],
      ['name="k"', '1970-01-01T00:00:00.000Z'],
    ]);
    expect(await sent({})).toEqual([]);
  });

  it('R35 the document\'s encoding decides type, headers and style', async () => {
    const fields: Record<string, PartOptions> = {
      a: { contentType: 'application/json' },
      b: { contentType: 'text/csv', headers: { 'X-Rows': '2' } },
      c: { style: 'json' },
      d: { style: 'deepObject' },
      e: { style: 'brackets' },
      f: { explode: false },
      g: { style: 'form', explode: true },
    };
    const body = { a: 'x', b: 'p,q', c: [1, 2], d: { 'k&': { l: 'v w' } }, e: ['x', 'y'], f: ['x', 'y'], g: { h: 1, i: 'z' } };
    expect(await sent(body, fields)).toEqual([
      ['name="a"\r\nContent-Type: application/json', '"x"'],
      ['name="b"\r\nContent-Type: text/csv\r\nX-Rows: 2', 'p,q'],
      ['name="c"\r\nContent-Type: application/json', '[1,2]'],
      ['name="d[k&][l]"', 'v w'],
      ['name="e[]"', 'x'],
      ['name="e[]"', 'y'],
      ['name="f"', 'x,y'],
      ['name="h"', '1'],
      ['name="i"', 'z'],
    ]);
  });

  it('R35 line breaks and quotes in names and file names are escaped, other characters are not', async () => {
    const file = new File(['x'], 'a"b\r\nX-Evil: 1é😀.txt', { type: 'text/plain' });
    expect(await sent({ 'na"me\r\n': file })).toEqual([
      ['name="na%22me%0D%0A"; filename="a%22b%0D%0AX-Evil: 1é😀.txt"\r\nContent-Type: text/plain', 'x'],
    ]);
    await expect(sent({ a: 'x' }, { a: { headers: { 'X-A': 'b\r\nc' } } })).rejects.toThrow('X-A');
    await expect(sent({ a: new File(['x'], 'x', { type: 'text/plain' }) }, { a: { contentType: 'a/b\r\nX: 1' } })).rejects.toThrow('Content-Type');
  });

  it('R35 all kinds of files: names, types and bytes', async () => {
    const png = new Blob(['png'], { type: 'image/png' });
    const body = {
      file: new File(['one'], 'one.bin'),
      blob: png,
      bytes: new TextEncoder().encode('raw'),
      stream: createReadStream(join(folder, 'a.txt')),
      web: png.stream(),
      response: new Response('resp', { headers: { 'content-type': 'text/html' } }),
      named: await toFile(Buffer.from('named'), 'n.json', { type: 'application/json' }),
      text: await toFile('some text', 't.txt'),
      two: [new File(['1'], '1.txt', { type: 'text/plain' }), new File(['2'], '2.txt', { type: 'text/plain' })],
    };
    const octets = '\r\nContent-Type: application/octet-stream';
    expect(await sent(body, { blob: { contentType: 'image/jpeg' }, two: { contentType: 'text/*, image/png' } })).toEqual([
      [`name="file"; filename="one.bin"${octets}`, 'one'],
      ['name="blob"; filename="blob"\r\nContent-Type: image/jpeg', 'png'],
      [`name="bytes"; filename="bytes"${octets}`, 'raw'],
      [`name="stream"; filename="a.txt"${octets}`, 'file text'],
      [`name="web"; filename="web"${octets}`, 'png'],
      ['name="response"; filename="response"\r\nContent-Type: text/html', 'resp'],
      ['name="named"; filename="n.json"\r\nContent-Type: application/json', 'named'],
      [`name="text"; filename="t.txt"${octets}`, 'some text'],
      ['name="two"; filename="1.txt"\r\nContent-Type: text/plain', '1'],
      ['name="two"; filename="2.txt"\r\nContent-Type: text/plain', '2'],
    ]);
  });

  it('R35 Content-Length when every part\'s length is known; R5 the same bytes again, or once', async () => {
    const known = await multipart({ a: 'é', f: createReadStream(join(folder, 'a.txt')), b: new Blob(['x']) }).encodeBody();
    const first = await send(known);
    expect(first.headers['content-length']).toBe(String(first.body.length));
    expect(known.replayable).toBe(true);
    expect((await send(known)).body.equals(first.body)).toBe(true);
    const unknown = await multipart({ a: new Blob(['x']).stream() }).encodeBody();
    expect(unknown).toMatchObject({ length: undefined, replayable: false });
    expect((await send(unknown)).headers['transfer-encoding']).toBe('chunked');
  });

  it.each(['the dispatcher', 'fetch'])('R35 a file of 1 GiB is sent through %s with at most 32 MiB more memory', async (transport) => {
    const path = join(folder, 'large');
    const file = await open(path, 'w');
    await file.truncate(2 ** 30);
    await file.close();
    const runtime = fileURLToPath(new URL('../../runtime', import.meta.url));
    const contents = "export * from './internal/client.js'; export * from './core/extras.js'; export * from './core/uploads.js';";
    await build({ stdin: { contents, resolveDir: runtime }, bundle: true, format: 'esm', platform: 'neutral', outfile: join(folder, 'sdk.mjs') });
    await writeFile(join(folder, 'send.mjs'), SENDER);
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'send.mjs'), join(folder, 'a.txt'), path, transport]);
    const { arrived, growth } = JSON.parse(stdout) as Record<'arrived' | 'growth', number>;
    expect(arrived).toBeGreaterThan(2 ** 30);
    expect(growth).toBeLessThan(32 * 2 ** 20);
  }, 60_000);

  it('R5 a file is opened again for a retry, and a stream that was begun is never sent twice', async () => {
    const bodies: string[] = [];
    const url = await serve(async (request, reply) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      bodies.push(`${request.headers['content-length'] ?? request.headers['transfer-encoding']} ${body}`);
      reply.writeHead(bodies.length === 2 ? 200 : 503, { 'retry-after-ms': '1', 'content-type': 'application/json' }).end('{}');
    });
    const client = connect(url, { maxRetries: 2 });
    await client.post('/', { body: multipart({ file: createReadStream(join(folder, 'a.txt')) }) });
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toBe(bodies[1]);
    expect(bodies[0]).toContain('file text');
    await expect(client.post('/', { body: multipart({ file: new Blob(['once']).stream() }) })).rejects.toMatchObject({ status: 503 });
    expect(bodies).toHaveLength(3);
    expect(bodies[2]).toMatch(/^chunked [^]*once/);
  });

  it('toFile refuses what has no bytes', async () => {
    await expect(toFile({ a: 1 } as never)).rejects.toThrow('received object');
    expect(await toFile(createReadStream(join(folder, 'a.txt')))).toMatchObject({ name: 'a.txt' });
    expect(await toFile(Promise.resolve(new File(['x'], 'y.md', { type: 'text/markdown' })))).toMatchObject({ name: 'y.md', type: 'text/markdown' });
  });
});

describe('form', () => {
  const text = (body: object, styles?: Parameters<typeof form>[1]) => {
    const encoded = form(body, styles).encodeBody();
    if ('then' in encoded) throw new Error('A form is ready at once');
    expect(encoded).toMatchObject({ contentType: 'application/x-www-form-urlencoded', replayable: true });
    return encoded.start() as string;
  };

  it('R35 arrays repeat the name, objects are JSON, spaces are plus signs', () => {
    expect(text({ a: 'x y+z%20', b: ['1', '2'], c: { d: 1 }, e: undefined, f: null, g: 'é' })).toBe('a=x+y%2Bz%2520&b=1&b=2&c=%7B%22d%22%3A1%7D&f=&g=%C3%A9');
    expect([...new URLSearchParams(text({ a: "x y+z&='()~é" }))]).toEqual([['a', "x y+z&='()~é"]]);
  });

  it('R35 styles of the document\'s encoding', () => {
    expect(decodeURIComponent(text({ a: { b: { c: 'x' } }, d: ['1', '2'] }, { a: { style: 'deepObject' }, d: { style: 'brackets' } }))).toBe('a[b][c]=x&d[]=1&d[]=2');
    expect(text({ a: ['1', '2'] }, { a: { style: 'form', explode: false } })).toBe('a=1,2');
  });
});
