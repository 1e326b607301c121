import { APIError } from '../core/error.js';
import { ResponseHeaders } from './headers.js';
import { PushBody } from './push-body.js';
import { ConnectTimeout, neverSent, type Exchange, type Transport, type TransportRequest } from './transport.js';
import type { WireResponse } from './types.js';

/* The parts of Node's modules that are used, so that nobody needs Node's types. */
interface Emitter {
  on(event: string, listener: (...values: never[]) => void): unknown;
}
interface Socket extends Emitter {
  destroy(error?: Error): void;
}
interface Message extends Emitter {
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly rawHeaders: readonly string[];
  readonly complete: boolean;
  pause(): void;
  resume(): void;
}
interface ClientRequest extends Emitter {
  readonly reusedSocket: boolean;
  write(chunk: Uint8Array): boolean;
  end(data?: string | Uint8Array): void;
  once(event: string, listener: () => void): unknown;
  destroy(error?: Error): void;
}
type Connected = (error: Error | null, socket?: Socket) => void;
interface Agent {
  createConnection: (options: { host: string; port: number; servername?: string }, connected: Connected) => void;
  destroy(): void;
}
interface HttpModule {
  readonly Agent: new (options: object) => Agent;
  request(url: string | URL, options: object): ClientRequest;
}
interface TlsModule {
  connect(options: object): Socket & { once(event: string, listener: () => void): unknown };
}

function builtin<Module>(name: string): Module {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  const found = process?.getBuiltinModule?.(name);
  if (!found) throw new APIError('Proxies need Node 20.16 or newer; elsewhere give a `fetch` that uses one');
  return found as Module;
}

/**
 * A transport through a proxy. Every request goes through a CONNECT tunnel, plain http too, so that the proxy is never sent
 * the API's credentials as a request of its own.
 */
export function connectThrough(proxy: URL): Transport {
  const agents = new Map<string, Agent>();
  const moduleOf = (protocol: string) => builtin<HttpModule>(protocol === 'https:' ? 'node:https' : 'node:http');
  const agentFor = (protocol: string): Agent => {
    let agent = agents.get(protocol);
    if (!agent) {
      agent = new (moduleOf(protocol).Agent)({ keepAlive: true });
      agent.createConnection = (options, connected) => tunnel({ proxy, http: moduleOf(proxy.protocol), target: options, secure: protocol === 'https:' }, connected);
      agents.set(protocol, agent);
    }
    return agent;
  };
  return {
    send: (request) => {
      const { protocol } = new URL(request.origin);
      return exchange(moduleOf(protocol), agentFor(protocol), request);
    },
    close: () => {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}

interface Tunnel {
  readonly proxy: URL;
  readonly http: HttpModule;
  readonly target: { host: string; port: number; servername?: string };
  readonly secure: boolean;
}

function tunnel({ proxy, http, target, secure }: Tunnel, connected: Connected): void {
  const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
  const headers: Record<string, string> = { host: authority };
  const { username, password } = proxy;
  if (username) headers['proxy-authorization'] = `Basic ${btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}`;
  const request = http.request(proxy.origin, { method: 'CONNECT', path: authority, headers, agent: false });
  request.on('error', (error: Error) => connected(error));
  request.on('connect', (reply: Message, socket: Socket) => {
    if (reply.statusCode !== 200) {
      socket.destroy();
      return connected(Object.assign(new Error(`The proxy answered ${reply.statusCode}`), { code: 'ECONNREFUSED' }));
    }
    if (!secure) return connected(null, socket);
    const { servername } = target;
    const tls = builtin<TlsModule>('node:tls').connect({ socket, ...(servername ? { servername } : {}), host: target.host, ALPNProtocols: ['http/1.1'] });
    tls.on('error', (error: Error) => connected(error));
    tls.once('secureConnect', () => connected(null, tls));
  });
  request.end();
}

function exchange(http: HttpModule, agent: Agent, request: TransportRequest): Exchange {
  const { origin, path, method, headers, body, connectTimeout } = request;
  const sending = http.request(origin + path, { method, headers, agent });
  let connected = false;
  let answered = false;
  let dead = false;
  let failure: unknown;
  const abort = (reason: Error) => {
    dead = true;
    sending.destroy(reason);
  };
  const timer = setTimeout(() => abort(new ConnectTimeout('The connection was not made in time')), connectTimeout);
  const response = new Promise<WireResponse>((resolve, reject) => {
    sending.on('socket', () => {
      clearTimeout(timer);
      connected = true;
    });
    sending.on('error', (error: Error) => {
      clearTimeout(timer);
      failure = error;
      reject(error);
    });
    sending.on('response', (message: Message) => {
      answered = true;
      resolve(wireResponse(message, origin + path, abort));
    });
  });
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) sending.end(body);
  else void pump(sending, body);
  return {
    response,
    abort,
    sent: () => connected && !neverSent(failure),
    stale: () => !dead && !answered && sending.reusedSocket,
  };
}

async function pump(sending: ClientRequest, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const piece of pieces) {
      if (!sending.write(piece)) await new Promise<void>((resolve) => (sending.once('drain', resolve), sending.once('close', resolve)));
    }
    sending.end();
  } catch (error) {
    sending.destroy(error as Error);
  }
}

function wireResponse(message: Message, url: string, abort: (reason: Error) => void): WireResponse {
  const body = new PushBody(() => message.resume(), { abort });
  message.on('data', (chunk: Uint8Array) => {
    if (!body.push(chunk)) message.pause();
  });
  message.on('end', () => body.end());
  message.on('error', (error: Error) => body.end(error));
  message.on('close', () => body.end(message.complete ? undefined : new Error('The connection was closed before the body ended')));
  const { rawHeaders: raw } = message;
  const pairs = raw.flatMap((name, at) => (at % 2 ? [] : [[name, raw[at + 1] ?? ''] as const]));
  return { status: message.statusCode, statusText: message.statusMessage, headers: new ResponseHeaders(pairs), url, body };
}
