// Compares a vector's expectations with what the driver reports and what the server recorded.
import { checkCalls } from './calls.mjs';
import { match, matchNumber } from './match.mjs';
import { checkRequests, slack } from './requests.mjs';

/** A request must have been closed by the client soon after the consumer left. */
function checkClosed({ within_ms: within, request: index = 0 }, calls, record) {
  const left = calls[0]?.left_at ?? calls[0]?.settled_at;
  const request = record.requests[index];
  if (!request) return ['there is no request to close'];
  if (request.closed_at === null) return [`request ${index} was never closed`];
  return matchNumber(Math.round(record.started + request.closed_at - left), [-1e9, within + slack], 'the time from leaving to the close that the server saw (ms)');
}

function checkQuiet(calls, record) {
  const settled = Math.max(...calls.map((call) => call.settled_at ?? 0));
  const late = record.requests.filter(({ at }) => record.started + at > settled + 10);
  return late.length === 0 ? [] : [`${late.length} request(s) came after the call had settled`];
}

function checkSecrets(secrets, outcome) {
  const shown = [...outcome.logs, ...outcome.calls.map(({ error }) => error?.dump ?? ''), outcome.error?.dump ?? '', ...(outcome.spans ?? []).map((span) => JSON.stringify(span))];
  return secrets.filter((secret) => shown.some((text) => text.includes(secret))).map((secret) => `the secret ${secret} is visible in: ${shown.find((text) => text.includes(secret)).slice(0, 300)}`);
}

function checkSpans(wanted, spans = []) {
  return wanted.flatMap(({ count = 1, where }) => {
    const found = spans.filter((span) => match(span, { holds: where }, '').length === 0);
    return matchNumber(found.length, count, `the number of spans ${JSON.stringify(where)} among ${JSON.stringify(spans).slice(0, 600)}`);
  });
}

/** All problems of a run; empty means that it passed. */
export function checkVector({ expect, outcome, record }) {
  if (outcome.error && !expect.construct) return [`the driver failed: ${outcome.error.kind} ${outcome.error.message}`];
  const problems = [...checkCalls(expect, outcome.calls), ...checkRequests(expect, record)];
  if (outcome.unhandled?.length > 0) problems.push(`an error that nobody could handle: ${outcome.unhandled[0].slice(0, 400)}`);
  if (expect.construct) problems.push(...Object.entries(expect.construct).flatMap(([name, value]) => match(outcome.error?.[name], value, `constructing, ${name}`)));
  if (expect.closed) problems.push(...checkClosed(expect.closed, outcome.calls, record));
  if (expect.quiet_ms) problems.push(...checkQuiet(outcome.calls, record));
  if (expect.no_secret) problems.push(...checkSecrets(expect.no_secret, outcome));
  if (expect.memory_mib !== undefined) problems.push(...match(outcome.memory?.growth_mib, { max: expect.memory_mib }, 'memory growth (MiB)'));
  if (expect.logs) problems.push(...match(outcome.logs.join('\n'), expect.logs, 'the log'));
  if (expect.drift !== undefined) problems.push(...match(outcome.drift, { equals: expect.drift }, 'drift'));
  if (expect.spans) problems.push(...checkSpans(expect.spans, outcome.spans));
  if (expect.linked) problems.push(...checkLinked(expect.linked, outcome, record));
  return problems;
}

/** What the caller was told must be what went over the wire. */
function checkLinked(names, outcome, record) {
  const trace = /^00-([0-9a-f]{32})-/.exec(record.requests[0]?.headers.find(([name]) => name.toLowerCase() === 'traceparent')?.[1] ?? '')?.[1];
  const [call] = outcome.calls;
  const links = {
    error_trace_id: [call?.error?.trace_id, trace],
    response_trace_id: [call?.trace_id, trace],
    span_trace_id: [outcome.spans?.[0]?.trace_id, trace],
  };
  return names.filter((name) => links[name][0] === undefined || links[name][0] !== links[name][1]).map((name) => `${name} should be ${links[name][1]}, but is ${links[name][0]}`);
}
