// Checks on what the server saw.
import { match, matchNumber } from './match.mjs';

/** The value of a header; repeated headers are joined. */
export function headerOf(request, name) {
  const found = request.headers.filter(([one]) => one.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return found.length === 0 ? undefined : found.join(', ');
}

const pathOf = (target) => target.replace(/^https?:\/\/[^/]*/, '').replace(/\?.*$/s, '');
const queryOf = (target) => (target.includes('?') ? target.slice(target.indexOf('?') + 1) : '');

/** One aspect of a request: `body`, `target`, `socket`, `trace_id`, `span_id`, `header:NAME`. */
function aspect(request, name) {
  if (name.startsWith('header:')) return headerOf(request, name.slice(7));
  if (name === 'body') return request.body ? `${request.body.size}:${request.body.sha256}` : undefined;
  const trace = /^00-([0-9a-f]{32})-([0-9a-f]{16})-/.exec(headerOf(request, 'traceparent') ?? '');
  if (name === 'trace_id') return trace?.[1];
  if (name === 'span_id') return trace?.[2];
  return request[name];
}

const parts = {
  method: (request) => request.method,
  origin: (request) => request.origin,
  target: (request) => request.target,
  path: (request) => pathOf(request.target),
  query: (request) => queryOf(request.target),
  body: (request) => request.body?.text,
  size: (request) => request.body?.size,
  complete: (request) => request.body?.complete,
  bytes_sent: (request) => request.bytes_sent,
  nth_on_socket: (request) => request.nth_on_socket,
};

function checkRequest(request, wanted, where) {
  if (!request) return [`${where} never came`];
  const headers = Object.entries(wanted.headers ?? {}).flatMap(([name, value]) => match(headerOf(request, name), value, `${where}, header ${name}`));
  const params = Object.entries(wanted.params ?? {}).flatMap(([name, value]) => match(new URLSearchParams(queryOf(request.target)).getAll(name).join('|') || undefined, value, `${where}, query ${name}`));
  const json = 'json' in wanted ? match(request.body?.text, { json: wanted.json }, `${where}, body`) : [];
  const rest = Object.keys(wanted).filter((key) => key in parts).flatMap((key) => match(parts[key](request), wanted[key], `${where}, ${key}`));
  return [...headers, ...params, ...json, ...rest];
}

const filterOf = (wanted) => (request) => Object.keys(parts).every((key) => wanted[key] === undefined || match(parts[key](request), wanted[key], '').length === 0);

function checkGaps(requests, gaps) {
  return gaps.flatMap((range, i) => {
    const [from, to] = [requests[i], requests[i + 1]];
    if (!from || !to) return [`there is no gap ${i}`];
    return matchNumber(Math.round(to.at - from.at), [range[0] - 5, range[1] + slack], `gap ${i} (ms)`);
  });
}

/** Extra milliseconds that a busy machine may need; every limit of time is widened by it. */
export const slack = Number(process.env.CONFORMANCE_SLACK_MS ?? 150);

/** Everything in `expect` that speaks of requests and sockets. */
export function checkRequests(expect, record) {
  const of = expect.of ? record.requests.filter(filterOf(expect.of)) : record.requests;
  const problems = [];
  if (expect.requests !== undefined) problems.push(...matchNumber(of.length, expect.requests, 'the number of requests'));
  for (const { is, ...wanted } of expect.count ?? []) problems.push(...matchNumber(record.requests.filter(filterOf(wanted)).length, is, `the number of requests ${JSON.stringify(wanted)}`));
  for (const [i, wanted] of (expect.request ?? []).entries()) problems.push(...checkRequest(of[i], wanted, `request ${i}`));
  if (expect.each) problems.push(...of.flatMap((request, i) => checkRequest(request, expect.each, `request ${i}`)));
  for (const name of expect.same ?? []) {
    const values = new Set(of.map((request) => aspect(request, name)));
    if (values.size !== 1 || values.has(undefined)) problems.push(`${name} should be the same in all requests, but is ${[...values].join(' | ')}`);
  }
  for (const name of expect.distinct ?? []) {
    const values = of.map((request) => aspect(request, name));
    if (new Set(values).size !== values.length || values.includes(undefined)) problems.push(`${name} should differ in all requests, but is ${values.join(' | ')}`);
  }
  if (expect.gaps_ms) problems.push(...checkGaps(of, expect.gaps_ms));
  if (expect.spread_ms) {
    const times = of.slice(-expect.spread_ms.last).map(({ at }) => at);
    problems.push(...match(Math.round(Math.max(...times) - Math.min(...times)), { min: expect.spread_ms.min }, 'the time over which requests spread (ms)'));
  }
  if (expect.sockets !== undefined) problems.push(...matchNumber(record.most_open, expect.sockets, 'the number of sockets open at once'));
  if (expect.opened !== undefined) problems.push(...matchNumber(record.sockets.length, expect.opened, 'the number of sockets opened'));
  if (expect.open_after !== undefined) problems.push(...matchNumber(record.open, expect.open_after, 'the number of sockets open in the end'));
  return problems;
}
