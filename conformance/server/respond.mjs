// Performs one step of a scenario on one request: delays, stalls, resets, slices, lies about length.
import { bodyOf } from './body.mjs';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const forever = new Promise(() => undefined);

/** Ends a connection without an answer: a reset, or a plain close. */
export function sever(socket, how) {
  if (how === 'close') return void socket.destroy();
  if (socket.resetAndDestroy && socket.encrypted !== true) return void socket.resetAndDestroy();
  socket.destroy();
}

function headerPairs(step, body, fill) {
  const given = Array.isArray(step.headers) ? step.headers : Object.entries(step.headers ?? {});
  const pairs = given.flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, fill(String(one))]));
  const has = (name) => pairs.some(([one]) => one.toLowerCase() === name);
  if (body.type && !has('content-type')) pairs.push(['Content-Type', body.type]);
  if (body.encoding && !has('content-encoding')) pairs.push(['Content-Encoding', body.encoding]);
  if (!has('x-request-id') && step.request_id !== false) pairs.push(['X-Request-Id', fill('req-{{hit}}')]);
  return pairs;
}

function frame(step, body, status) {
  if (status === 204 || status === 304) return undefined;
  if (step.framing === 'chunked' || step.framing === 'close') return undefined;
  return step.content_length ?? body.bytes?.length ?? body.length;
}

/** Writes with back-pressure; false once the client is gone. */
async function put(response, bytes) {
  if (response.destroyed || response.socket?.destroyed) return false;
  if (response.write(bytes)) return true;
  await new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
  return !response.destroyed;
}

async function* slices(step, body) {
  if (body.pieces) return void (yield* body.pieces());
  const size = step.slice ?? Math.max(1, body.bytes.length);
  const cuts = step.cut ? [step.cut, body.bytes.length] : undefined;
  for (let at = 0; at < body.bytes.length; ) {
    const end = cuts ? cuts.find((one) => one > at) : at + size;
    yield body.bytes.subarray(at, end);
    at = end;
    if (step.slice || step.cut) await (step.slice_delay_ms ? pause(step.slice_delay_ms) : new Promise(setImmediate));
  }
}

async function sendBody({ step, body, response, entry }) {
  const half = body.bytes && (step.stall === 'body' || step.reset === 'body') ? Math.floor(body.bytes.length / 2) : Infinity;
  const limit = step.stop_after ?? half;
  for await (const piece of slices(step, body)) {
    const part = entry.bytes_sent + piece.length > limit ? piece.subarray(0, limit - entry.bytes_sent) : piece;
    if (part.length > 0 && !(await put(response, part))) return;
    entry.bytes_sent += part.length;
    if (entry.bytes_sent >= limit) return;
  }
}

/** Answers `request` as `step` says; resolves when nothing more will be sent. */
export async function respond({ step, request, response, entry, fill }) {
  const { socket } = request;
  if (step.delay_ms) await pause(step.delay_ms);
  if (step.reset === 'request-body' || step.reset === 'request-headers') return sever(socket, step.how);
  if (step.stall === 'headers') return forever;
  if (step.raw !== undefined) return void socket.end(fill(step.raw));
  const status = step.status ?? 200;
  const body = bodyOf(step, fill);
  response.sendDate = step.date !== false;
  const pairs = headerPairs(step, body, fill);
  const length = frame(step, body, status);
  if (length !== undefined) pairs.push(['Content-Length', String(length)]);
  else if (step.framing === 'close') response.useChunkedEncodingByDefault = false;
  if (step.connection) pairs.push(['Connection', step.connection]);
  response.writeHead(status, step.reason, pairs.flat());
  response.flushHeaders();
  entry.headers_sent_at = Date.now();
  socket.setNoDelay(true);
  if (step.body_delay_ms || step.reset === 'response-headers') await pause(step.body_delay_ms ?? 20);
  if (step.reset === 'response-headers') return sever(socket, step.how);
  await sendBody({ step, body, response, entry });
  await finish({ step, socket, response, entry });
}

async function finish({ step, socket, response, entry }) {
  if (step.reset === 'body') {
    await pause(20);
    return sever(socket, step.how);
  }
  if (step.stall === 'body') return forever;
  if (step.end_delay_ms) await pause(step.end_delay_ms);
  entry.finished = true;
  if (step.content_length !== undefined || step.stop_after !== undefined) return void socket.end();
  response.end();
}
