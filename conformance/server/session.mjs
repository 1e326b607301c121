// One scenario: its own origins (ports), its routes and steps, and the record of everything that came.
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createPlain } from 'node:net';
import { openBlackhole } from './blackhole.mjs';
import { attachConnect } from './connect.mjs';
import { receive } from './record.mjs';
import { respond, sever } from './respond.mjs';

const now = () => performance.timeOrigin + performance.now();

/** Opens the origins of `scenario` and answers on them until `close`. */
export async function openSession({ id, scenario, certificates }) {
  const session = { id, scenario, started: now(), origins: {}, requests: [], sockets: [], hits: new Map(), open: 0, most: 0 };
  const closers = [];
  session.now = () => now() - session.started;
  for (const [name, origin] of Object.entries({ main: {}, ...scenario.origins })) {
    const opened = await openOrigin({ session, name, origin, certificates });
    session.origins[name] = opened.url;
    closers.push(opened.close);
  }
  return {
    id,
    origins: session.origins,
    started: session.started,
    record: () => ({ started: session.started, origins: session.origins, requests: session.requests, sockets: session.sockets, most_open: session.most, open: session.open }),
    close: () => Promise.all(closers.map((close) => close())),
  };
}

async function openOrigin({ session, name, origin, certificates }) {
  if (origin.kind === 'blackhole') {
    const hole = await openBlackhole();
    return { url: `http://127.0.0.1:${hole.port}`, close: hole.close };
  }
  if (origin.kind === 'refused') return { url: `http://127.0.0.1:${await freePort()}`, close: () => undefined };
  const tls = origin.kind === 'tls' || origin.kind === 'untrusted';
  const settings = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0, noDelay: true };
  const server = tls ? createHttps({ ...settings, ...certificates[origin.kind] }) : createHttp(settings);
  const live = new Set();
  server.on('connection', (socket) => accept({ session, name, origin, socket, live }));
  server.on('tlsClientError', () => undefined);
  server.on('request', (request, response) => void answer({ session, name, request, response }));
  if (origin.kind === 'proxy') attachConnect({ server, session, name });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return {
    url: `${tls ? 'https' : 'http'}://${origin.host ?? '127.0.0.1'}:${port}`,
    close: () => new Promise((resolve) => {
      for (const socket of live) socket.destroy();
      server.close(() => resolve());
    }),
  };
}

async function freePort() {
  const server = createPlain();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function accept({ session, name, origin, socket, live }) {
  const entry = { id: session.sockets.length, origin: name, opened_at: session.now(), closed_at: null, requests: 0 };
  session.sockets.push(entry);
  session.most = Math.max(session.most, ++session.open);
  socket.conformance = entry;
  live.add(socket);
  socket.on('error', () => undefined);
  socket.on('close', () => {
    live.delete(socket);
    session.open--;
    entry.closed_at = session.now();
  });
  const nth = session.sockets.filter((one) => one.origin === name).length - 1;
  const fault = origin.accept?.[nth];
  if (fault === 'reset' || fault === 'close') sever(socket, fault);
}

/** The entry of the socket that carried a request; TLS wraps the accepted socket. */
const socketEntry = (socket) => socket.conformance ?? socket._parent?.conformance ?? { id: -1, requests: 0 };

async function answer({ session, name, request, response }) {
  const socket = socketEntry(request.socket);
  const entry = {
    n: session.requests.length, origin: name, method: request.method, target: request.url, headers: pairsOf(request.rawHeaders),
    at: session.now(), body: null, body_done_at: null, socket: socket.id, nth_on_socket: socket.requests++, bytes_sent: 0, finished: false, closed_at: null,
  };
  session.requests.push(entry);
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  response.on('close', () => (entry.closed_at = session.now()));
  const chosen = choose(session, entry);
  entry.hit = chosen.hit;
  const { step } = chosen;
  if (step.reset === 'reused' && entry.nth_on_socket > 0) return sever(request.socket, step.how);
  if (step.reset === 'request-headers') return sever(request.socket, step.how);
  const whole = receive({ request, entry, now: session.now, slow: step.read_bytes_per_ms });
  if (!step.early) await whole;
  await respond({ step, request, response, entry, fill: filler(session, chosen.hit) });
}

const pairsOf = (raw) => Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i], raw[2 * i + 1]]);

/** The path and query of a request target, also in absolute form. */
const pathOf = (target) => target.replace(/^https?:\/\/[^/]*/, '').replace(/\?.*$/s, '');

function fits(route, entry) {
  if (route.origin && route.origin !== entry.origin) return false;
  if (route.method && route.method !== entry.method) return false;
  if (route.path && route.path !== pathOf(entry.target)) return false;
  if (route.target && !new RegExp(route.target).test(entry.target)) return false;
  return Object.entries(route.headers ?? {}).every(([name, pattern]) => {
    const found = entry.headers.find(([one]) => one.toLowerCase() === name.toLowerCase());
    return pattern === null ? !found : found !== undefined && new RegExp(pattern).test(found[1]);
  });
}

const unknown = { status: 599, json: { error: { message: 'no route', code: 'no_route' } } };

function choose(session, entry) {
  const index = session.scenario.routes.findIndex((route) => fits(route, entry));
  if (index < 0) return { step: unknown, hit: 0 };
  const hit = session.hits.get(index) ?? 0;
  session.hits.set(index, hit + 1);
  const { steps } = session.scenario.routes[index];
  return { step: steps[Math.min(hit, steps.length - 1)], hit };
}

/** Fills `{{main}}` (any origin), `{{hit}}`, `{{http_date+2}}` in what a step sends. */
function filler(session, hit) {
  const time = Date.now();
  return (text) =>
    text.replace(/\{\{(\w+)(?:\s*([+-]\d+))?\}\}/g, (whole, name, offset) => {
      if (name === 'hit') return String(hit);
      if (name === 'http_date') return new Date(time + 1000 * Number(offset ?? 0)).toUTCString();
      return session.origins[name] ?? whole;
    });
}
