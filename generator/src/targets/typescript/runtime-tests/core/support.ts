import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createRawServer, type AddressInfo, type Server as RawServer, type Socket } from 'node:net';
import { afterEach } from 'vitest';
import { extras } from '../../runtime/core/extras.js';
import { APIClient } from '../../runtime/internal/client.js';
import type { BaseClientOptions, ClientConfig } from '../../runtime/internal/request-options.js';

/** A request as a test server saw it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** Milliseconds, monotonic. */
  readonly at: number;
  readonly socket: Socket;
}

export type Handler = (response: ServerResponse, request: Seen, index: number) => void;

/** A running test server. */
export interface Site {
  readonly url: string;
  readonly port: number;
  readonly requests: Seen[];
  /** Sockets that were opened, and those still open. */
  readonly opened: () => number;
  readonly open: () => number;
}

const closers: (() => Promise<unknown> | void)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Runs `close` after the test. */
export const later = (close: () => Promise<unknown> | void): void => void closers.push(close);

function track(server: Server | RawServer): Pick<Site, 'opened' | 'open'> {
  const sockets = new Set<Socket>();
  let opened = 0;
  server.on('connection', (socket: Socket) => {
    opened++;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  later(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return { opened: () => opened, open: () => sockets.size };
}

async function listen(server: Server | RawServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** An HTTP server; `handler` answers once a request's body is complete. */
export async function serve(handler: Handler): Promise<Site> {
  const requests: Seen[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const pieces: Buffer[] = [];
    request.on('error', () => {});
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { method = '', url = '', headers, socket } = request;
      const seen: Seen = { method, url, headers: headers as Seen['headers'], body: Buffer.concat(pieces), at: performance.now(), socket };
      requests.push(seen);
      handler(response, seen, requests.length - 1);
    });
  });
  server.keepAliveTimeout = 30_000;
  const counts = track(server);
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, port, requests, ...counts };
}

/** A TCP server for what no HTTP server would do. */
export async function serveRaw(onSocket: (socket: Socket, index: number) => void): Promise<Pick<Site, 'url' | 'port' | 'opened' | 'open'>> {
  let index = 0;
  const server = createRawServer((socket) => onSocket(socket, index++));
  const counts = track(server);
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, port, ...counts };
}

/** Answers with JSON. */
export function json(response: ServerResponse, value: unknown, status = 200, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}

/** A client of a server, closed after the test. */
export function clientOf(url: string, options: BaseClientOptions = {}, config: Partial<ClientConfig> = {}): APIClient {
  class Acme extends APIClient {
    static override readonly extras = extras;

    constructor(own: BaseClientOptions) {
      super({ name: 'Acme', version: '1.2.3', envPrefix: 'ACME', idempotencyHeader: 'Idempotency-Key', ...config, options: own }, own);
    }
  }
  const client = new Acme({ baseURL: url, proxy: false, ...options });
  later(() => client.close());
  return client;
}

/** Both ways a request can go: below fetch, and through it. */
export const transports: readonly (readonly [string, BaseClientOptions])[] = [
  ['below fetch', {}],
  ['through fetch', { fetch: (url, init) => fetch(url, init) }],
];

/** A port that refuses connections. */
export async function deadPort(): Promise<number> {
  const server = createRawServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What a promise was rejected with. */
export async function failure<E = Error>(promise: PromiseLike<unknown>): Promise<E> {
  try {
    await promise;
  } catch (error) {
    return error as E;
  }
  throw new Error('expected a failure');
}

export const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until a condition holds. */
export async function until(condition: () => boolean, limit = 2000): Promise<void> {
  const end = performance.now() + limit;
  while (!condition()) {
    if (performance.now() > end) throw new Error('the condition never held');
    await sleep(5);
  }
}
