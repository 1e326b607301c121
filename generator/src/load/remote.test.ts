import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { load } from './load.js';
import { defaultLimits } from './source.js';

interface Seen {
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
}

type Answer = (request: Seen, response: http.ServerResponse) => void;

const servers: http.Server[] = [];
let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'remote-'));
});
afterEach(async () => {
  fs.rmSync(folder, { recursive: true, force: true });
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    }),
  );
});

const serve = async (answer: Answer) => {
  const seen: Seen[] = [];
  const server = http.createServer((request, response) => {
    const one = { url: request.url ?? '', headers: request.headers };
    seen.push(one);
    answer(one, response);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { seen, port: (server.address() as AddressInfo).port, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};
const text = (body: string): Answer => (_request, response) => response.end(body);
const read = (spec: string, allowOrigins: readonly string[], limits = defaultLimits) => load({ spec, cwd: folder, allowOrigins }, limits);
const referring = (reference: string): string => {
  fs.writeFileSync(path.join(folder, 'api.yaml'), `openapi: 3.1.0\na: {$ref: '${reference}'}\n`);
  return 'api.yaml';
};

describe('the entry', () => {
  it('is read from an origin that is allowed, with its references', async () => {
    const { origin, seen } = await serve(({ url }, response) => response.end(url === '/v1/api.yaml' ? 'openapi: 3.1.0\na: {$ref: parts/a.yaml}\n' : 'type: string\n'));
    const { value, diagnostics } = await read(`${origin}/v1/api.yaml`, [origin]);
    expect(diagnostics).toEqual([]);
    expect(value?.map(({ file }) => file)).toEqual([`${origin}/v1/api.yaml`, `${origin}/v1/parts/a.yaml`]);
    expect(seen.map(({ url }) => url)).toEqual(['/v1/api.yaml', '/v1/parts/a.yaml']);
  });

  it('at a private address needs to be allowed by name', async () => {
    const { origin, seen } = await serve(text('openapi: 3.1.0\n'));
    expect((await read(`${origin}/api.yaml`, [])).diagnostics).toMatchObject([{ code: 'load/url-refused', severity: 'error' }]);
    expect(seen).toEqual([]);
  });

  it.each(['localhost', '127.1', '0x7f.1', '2130706433', '0177.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '127.0.0.1.'])('is not read at %s', async (host) => {
    const { port, seen } = await serve(text('openapi: 3.1.0\n'));
    const { diagnostics } = await read(`http://${host}:${port}/api.yaml`, []);
    expect(diagnostics[0]?.code).toMatch(/^load\/url-(?:refused|failed)$/);
    expect(seen).toEqual([]);
  });

  it('that fails is reported', async () => {
    const { origin } = await serve((_request, response) => response.writeHead(404).end());
    expect((await read(`${origin}/api.yaml`, [origin])).diagnostics).toMatchObject([{ code: 'load/url-failed', message: `Cannot read ${origin}/api.yaml: the server answered 404` }]);
  });

  it('may neither grow without end nor take forever', async () => {
    const endless = await serve((_request, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(65_536), more);
      };
      more();
    });
    expect((await read(`${endless.origin}/a`, [endless.origin], { ...defaultLimits, bytes: 1_000_000 })).diagnostics).toMatchObject([{ code: 'load/too-large' }]);
    const silent = await serve(() => undefined);
    expect((await read(`${silent.origin}/a`, [silent.origin], { ...defaultLimits, milliseconds: 200 })).diagnostics).toMatchObject([{ code: 'load/url-failed' }]);
  });
});

describe('references', () => {
  it('open no socket unless their origin is allowed', async () => {
    const { origin, seen } = await serve(text('type: string\n'));
    const { diagnostics } = await read(referring(`${origin}/a.yaml`), []);
    expect(diagnostics).toMatchObject([{ code: 'load/reference-refused', severity: 'error', place: { pointer: '/a/$ref' } }]);
    expect(diagnostics[0]?.help).toContain(origin);
    expect(seen).toEqual([]);
    expect((await read(referring(`${origin}/a.yaml#/b`), [origin])).diagnostics).toEqual([]);
    expect(seen).toHaveLength(1);
  });

  it('from a URL never reach files', async () => {
    const { origin } = await serve(text("openapi: 3.1.0\na: {$ref: 'file:///etc/hostname'}\nb: {$ref: '/etc/hostname'}\n"));
    const { value, diagnostics } = await read(`${origin}/api.yaml`, [origin]);
    expect(diagnostics.map(({ code }) => code)).toContain('load/reference-refused');
    expect(value?.map(({ uri }) => uri).every((uri) => uri.startsWith(origin))).toBe(true);
  });
});

describe('redirects', () => {
  it('are followed within what is allowed, and without credentials', async () => {
    const target = await serve(text('openapi: 3.1.0\n'));
    const { origin, port } = await serve((_request, response) => response.writeHead(302, { location: `${target.origin}/b`, 'set-cookie': 'a=1' }).end());
    const { diagnostics } = await read(`http://user:pass@127.0.0.1:${port}/a`, [origin, target.origin]);
    expect(diagnostics).toEqual([]);
    expect(target.seen[0]?.headers).not.toHaveProperty('authorization');
    expect(target.seen[0]?.headers).not.toHaveProperty('cookie');
  });

  it('to another origin are refused before anything is sent', async () => {
    const inner = await serve(text('openapi: 3.1.0\n'));
    const { origin } = await serve((_request, response) => response.writeHead(302, { location: `${inner.origin}/latest/meta-data` }).end());
    expect((await read(`${origin}/a`, [origin])).diagnostics).toMatchObject([{ code: 'load/url-refused' }]);
    expect(inner.seen).toEqual([]);
  });

  it('to a file or in a circle end', async () => {
    const file = await serve((_request, response) => response.writeHead(302, { location: 'file:///etc/hostname' }).end());
    expect((await read(`${file.origin}/a`, [file.origin])).diagnostics).toMatchObject([{ code: 'load/url-refused' }]);
    const circle = await serve((_request, response) => response.writeHead(302, { location: '/a' }).end());
    expect((await read(`${circle.origin}/a`, [circle.origin])).diagnostics).toMatchObject([{ code: 'load/url-failed' }]);
    expect(circle.seen).toHaveLength(6);
  });
});
