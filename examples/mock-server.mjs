// A local server that answers from a document's own examples: what quickstart and the examples call until they are pointed at a
// real one. It reads the IR of the document (`dumpIr`), so it serves any document that sdkwright reads.
import { createServer } from 'node:http';

/** Serves `api` on 127.0.0.1; resolves with its URL, the requests it saw, and `close`. */
export async function startMockServer(api, { port = 0, delayMs = 15 } = {}) {
  const routes = [...operations(api.root)].map(toRoute).sort((a, b) => a.params - b.params || (a.operation.path < b.operation.path ? -1 : 1));
  const pages = new Map(api.pages.map((scheme) => [scheme.id, scheme]));
  const seen = [];
  const server = createServer((request, response) => {
    answer({ request, response, routes, pages, seen, delayMs }).catch((error) => {
      if (!response.headersSent) problem(response, 500, 'Mock server error', String(error));
      else response.destroy();
    });
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${server.address().port}`, seen, close };
}

function* operations(service) {
  yield* service.operations;
  for (const child of service.children) yield* operations(child);
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function toRoute(operation) {
  const pattern = operation.parts.map((part) => (part.kind === 'literal' ? escape(part.text) : '[^/]+')).join('');
  return { operation, method: operation.method.toUpperCase(), pattern: new RegExp(`^${pattern}$`), params: operation.parts.filter((part) => part.kind === 'param').length };
}

async function answer({ request, response, routes, pages, seen, delayMs }) {
  const url = new URL(request.url, 'http://mock');
  const body = await read(request);
  seen.push({ method: request.method, path: url.pathname, headers: request.headers, body });
  response.setHeader('x-request-id', `req_${String(seen.length).padStart(6, '0')}`);
  const here = routes.filter(({ pattern }) => pattern.test(url.pathname));
  const route = here.find(({ method }) => method === request.method);
  if (!route) return problem(response, here.length > 0 ? 405 : 404, here.length > 0 ? 'Method not allowed' : 'No such path', `${request.method} ${url.pathname}`);
  const failure = /\bcode=(\d{3})\b/.exec(request.headers.prefer ?? '')?.[1];
  if (failure && Number(request.headers['x-sdkwright-retry-count'] ?? 0) === 0) {
    response.setHeader('retry-after-ms', '40');
    return problem(response, Number(failure), 'As you preferred', 'The first attempt fails when the request prefers it: `Prefer: code=503`.');
  }
  const { operation } = route;
  const sent = parse(body);
  if (streams(operation, sent)) return stream(response, operation, delayMs);
  return plain(response, operation, { scheme: pages.get(operation.paging?.scheme), query: url.searchParams, sent });
}

const streams = ({ streaming }, sent) => streaming !== undefined && (streaming.trigger.kind === 'always' || sent?.[streaming.trigger.wire] === true);

const success = (operation) => operation.responses.find(({ status }) => /^2/.test(status)) ?? operation.responses[0];

async function stream(response, operation, delayMs) {
  const { format, mediaType, terminator } = operation.streaming;
  // Each named example of a stream's media type is one event; a text is the stream itself.
  const examples = success(operation).examples.filter((one) => one.mediaType === mediaType).map(({ value }) => value);
  const items = typeof examples[0] === 'string' ? examples[0] : examples.flat();
  const text = typeof items === 'string' ? items : items.map((item) => (format === 'sse' ? `data: ${JSON.stringify(item)}\n\n` : `${JSON.stringify(item)}\n`)).join('');
  response.writeHead(200, { 'content-type': mediaType });
  const pieces = text.split(format === 'sse' ? /(?<=\n\n)/ : /(?<=\n)/);
  if (format === 'sse' && terminator !== undefined && !text.includes(`data: ${terminator}`)) pieces.push(`data: ${terminator}\n\n`);
  for (const piece of pieces) {
    response.write(piece);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
  response.end(format === 'sse' && !pieces.at(-1)?.endsWith('\n\n') ? '\n\n' : '');
}

function plain(response, operation, { scheme, query, sent }) {
  const chosen = success(operation);
  const status = /^\d{3}$/.test(chosen?.status ?? '') ? Number(chosen.status) : 200;
  const content = chosen?.contents.find(({ kind }) => kind !== 'sse' && kind !== 'jsonl') ?? chosen?.contents[0];
  if (!content) return response.writeHead(status === 200 ? 204 : status).end();
  const example = chosen.examples.find(({ mediaType }) => mediaType === content.mediaType)?.value ?? chosen.examples[0]?.value;
  response.setHeader('content-type', content.mediaType.includes('*') ? 'application/octet-stream' : content.mediaType);
  if (content.kind !== 'json') return response.writeHead(status).end(typeof example === 'string' ? example : JSON.stringify(example ?? ''));
  response.writeHead(status).end(JSON.stringify(scheme && isLater(scheme, query, sent) ? lastPage(scheme, example) : (example ?? null)));
}

const isLater = ({ request: { cursor, page, offset } }, query, sent) => {
  const value = (name) => (name === undefined ? undefined : (query.get(name) ?? sent?.[name]));
  return value(cursor) != null || Number(value(page) ?? 1) > 1 || Number(value(offset) ?? 0) > 0;
};

function lastPage(scheme, example) {
  if (scheme.items.length === 0) return [];
  const page = structuredClone(example);
  set(page, scheme.items, []);
  if (scheme.response.nextCursor) set(page, scheme.response.nextCursor, null);
  if (scheme.response.hasMore) set(page, scheme.response.hasMore, false);
  return page;
}

function set(value, path, to) {
  const last = path.at(-1);
  const holder = path.slice(0, -1).reduce((at, key) => at?.[key], value);
  if (holder && typeof holder === 'object') holder[last] = to;
}

const parse = (body) => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
};

async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function problem(response, status, title, detail) {
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ type: 'about:blank', title, status, detail }));
}
