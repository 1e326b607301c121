import { PushBody } from './push-body.js';
import { ConnectTimeout, neverSent, type Exchange, type Transport, type TransportRequest } from './transport.js';
import type { HeaderBag, WireResponse } from './types.js';

/*
 * Node's fetch is a layer over a dispatcher that Node keeps at a well-known symbol. Sending through it directly does the same on
 * the wire for a third of the CPU. Both generations of its handler interface accept the one used here.
 */

interface Handler {
  onConnect(abort: (reason?: Error) => void): void;
  onResponseStarted(): void;
  onHeaders(status: number, headers: readonly RawHeader[], resume: () => void, statusText: string): boolean;
  onData(chunk: Uint8Array): boolean;
  onComplete(): void;
  onError(error: Error): void;
}

interface Latin1 {
  readonly length: number;
  toString(encoding: string): string;
}

type RawHeader = string | Latin1;

interface Dispatcher {
  dispatch(options: object, handler: Handler): boolean;
  close?(): Promise<void>;
  on?(event: string, listener: () => void): unknown;
}

const GLOBAL = Symbol.for('undici.globalDispatcher.1');

interface NodeGlobals {
  readonly [GLOBAL]?: Dispatcher;
  readonly fetch?: unknown;
  readonly FormData?: unknown;
  readonly setImmediate?: (run: () => void) => void;
}

const host = globalThis as unknown as NodeGlobals;

let known: unknown;
let knownNative = false;

/** True while globalThis.fetch is Node's own: mocks and instrumentation replace it, and then they are used. */
export function nodeFetchIsNative(): boolean {
  const { fetch } = host;
  if (fetch !== known) {
    known = fetch;
    knownNative = typeof fetch === 'function' && Function.prototype.toString.call(fetch).includes('internal/deps/undici');
  }
  return knownNative;
}

/** The process's dispatcher; undefined where there is none. */
function globalDispatcher(): Dispatcher | undefined {
  // Node loads the dispatcher with the first global that belongs to it: no network, and the cost of the first fetch.
  return host[GLOBAL] ?? (void host.FormData, host[GLOBAL]);
}

/**
 * True for Node's own agent as it comes. Any other was set by the program (a proxy, a mock, TLS options): all requests go through it.
 */
function isPlain(dispatcher: Dispatcher): boolean {
  const prototype = Object.getPrototypeOf(dispatcher) as Dispatcher | null;
  if (dispatcher.constructor.name !== 'Agent' || prototype?.dispatch !== dispatcher.dispatch) return false;
  const hidden = Object.getOwnPropertySymbols(dispatcher).find((symbol) => symbol.description === 'options');
  const options = hidden && (dispatcher as unknown as Record<symbol, object>)[hidden];
  return options !== undefined && Object.values(options).every((value) => value === undefined || value === Infinity);
}

/** An agent of our own, and whether it has just connected: then the request that goes out is the first on its socket. */
interface Agent {
  readonly dispatcher: Dispatcher;
  fresh: boolean;
}

/** Connections by origin, shared by the clients of a process, as fetch shares them; closing a client retires those it used. */
const agents = new Map<string, Agent>();

function agentFor(origin: string, base: Dispatcher): Agent {
  let agent = agents.get(origin);
  if (!agent) {
    const made: Agent = { dispatcher: new (base.constructor as new () => Dispatcher)(), fresh: false };
    made.dispatcher.on?.('connect', () => {
      made.fresh = true;
      queueMicrotask(() => (made.fresh = false));
    });
    agents.set(origin, (agent = made));
  }
  return agent;
}

/** A transport below fetch; undefined where there is no dispatcher. */
export function dispatcherTransport(): Transport | undefined {
  if (!globalDispatcher()) return undefined;
  const origins = new Set<string>();
  let plain: Dispatcher | undefined;
  return {
    send(request) {
      const base = globalDispatcher() as Dispatcher;
      if (base !== plain) plain = isPlain(base) ? base : undefined;
      const { origin } = request;
      if (plain) origins.add(origin);
      return new DispatchExchange(plain ? agentFor(origin, base) : { dispatcher: base, fresh: true }, request);
    },
    close() {
      for (const origin of origins) {
        // Requests of other clients end as usual before the sockets go.
        agents.get(origin)?.dispatcher.close?.().catch(() => {});
        agents.delete(origin);
      }
      origins.clear();
    },
  };
}

/** Some errors tell what the socket had done before. */
interface SocketError extends Error {
  readonly socket?: { readonly bytesRead?: number };
}

class DispatchExchange implements Exchange, Handler {
  readonly response: Promise<WireResponse>;
  #resolve!: (response: WireResponse) => void;
  #reject!: (error: unknown) => void;
  #abort: ((reason?: Error) => void) | undefined;
  #body: PushBody | undefined;
  #dead: Error | undefined;
  #connected = false;
  #reused = false;
  #answered = false;
  #error: SocketError | undefined;
  readonly #agent: Agent;
  readonly #url: string;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(agent: Agent, request: TransportRequest) {
    this.#agent = agent;
    this.#url = request.origin + request.path;
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    const { origin, path, method, headers, body } = request;
    agent.dispatcher.dispatch({ origin, path, method, headers, body, headersTimeout: 0, bodyTimeout: 0 }, this);
    if (!this.#connected && !this.#dead) {
      // R18: the time to connect is bounded on its own.
      this.#timer = setTimeout(() => this.abort(new ConnectTimeout('The connection was not made in time')), request.connectTimeout);
    }
  }

  sent(): boolean {
    return this.#connected && !neverSent(this.#error);
  }

  stale(): boolean {
    return !this.#answered && !this.#dead && (this.#reused || (this.#error?.socket?.bytesRead ?? 0) > 0);
  }

  abort(reason: Error): void {
    if (this.#dead) return;
    this.#dead = reason;
    clearTimeout(this.#timer);
    this.#reject(reason);
    this.#body?.end(reason);
    this.#abort?.(reason);
  }

  onConnect(abort: (reason?: Error) => void): void {
    clearTimeout(this.#timer);
    if (this.#dead) return abort(this.#dead);
    this.#abort = abort;
    this.#connected = true;
    this.#reused = !this.#agent.fresh;
  }

  onResponseStarted(): void {
    this.#answered = true;
  }

  onHeaders(status: number, headers: readonly RawHeader[], resume: () => void, statusText: string): boolean {
    if (status < 200) return true;
    this.#answered = true;
    const body = (this.#body = new PushBody(resume, this));
    this.#resolve({ status, statusText, headers: new RawHeaders(headers), url: this.#url, body });
    return true;
  }

  onData(chunk: Uint8Array): boolean {
    return this.#body?.push(chunk) ?? true;
  }

  onComplete(): void {
    this.#dead ??= DONE;
    // The dispatcher takes a connection back a turn of the event loop after its response. Ending the body right after that lets the
    // caller's next request have it, where fetch would open a second one.
    queueMicrotask(() => (host.setImmediate ?? queueMicrotask)(() => this.#body?.end()));
  }

  onError(error: Error): void {
    clearTimeout(this.#timer);
    if (this.#dead) return;
    this.#error = error;
    this.#reject(error);
    this.#body?.end(error);
  }
}

/** Aborting what is complete would close a connection that another request may use by now. */
const DONE = new Error('complete');

/** Response headers as the dispatcher has them: names and values in turn. Few are looked at, so no more are decoded. */
class RawHeaders implements HeaderBag {
  readonly #raw: readonly (RawHeader | readonly RawHeader[])[];

  constructor(raw: readonly (RawHeader | readonly RawHeader[])[]) {
    this.#raw = raw;
  }

  get(name: string): string | undefined {
    const raw = this.#raw;
    const wanted = name.toLowerCase();
    let found: string | undefined;
    for (let at = 0; at + 1 < raw.length; at += 2) {
      const own = raw[at] as RawHeader;
      if (own.length !== wanted.length || latin1(own).toLowerCase() !== wanted) continue;
      const value = latin1(raw[at + 1] as RawHeader);
      found = found === undefined ? value : `${found}, ${value}`;
    }
    return found;
  }

  entries(): Iterable<readonly [string, string]> {
    const names = new Set<string>();
    for (let at = 0; at < this.#raw.length; at += 2) names.add(latin1(this.#raw[at] as RawHeader).toLowerCase());
    return [...names].map((name) => [name, this.get(name) ?? ''] as const);
  }
}

const latin1 = (value: RawHeader | readonly RawHeader[]): string =>
  typeof value === 'string' ? value : Array.isArray(value) ? value.map(latin1).join(', ') : (value as Latin1).toString('latin1');
