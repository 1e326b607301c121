// Checks on what the caller saw.
import { match, matchNumber } from './match.mjs';
import { slack } from './requests.mjs';

const plain = ['value', 'status', 'text', 'items', 'item_count', 'request_id', 'trace_id', 'first_item_ms', 'responded_ms'];

function derived(call) {
  return {
    ...call,
    item_count: call.items?.length,
    first_item_ms: call.item_times?.length > 0 ? call.item_times[0] - call.started_at : undefined,
    responded_ms: call.responded_at === undefined ? undefined : call.responded_at - call.started_at,
  };
}

function checkError(error, wanted, where) {
  if (wanted === null) return error ? [`${where} should succeed, but failed with ${error.kind} (${error.name}: ${error.message})`] : [];
  if (!error) return [`${where} should fail with ${JSON.stringify(wanted)}, but succeeded`];
  const named = Object.entries(wanted).filter(([name]) => name !== 'present');
  return named.flatMap(([name, value]) => match(error[name], value, `${where}, error ${error.name}: ${error.message}: ${name}`));
}

/** Checks one call's outcome. A call that is not said to fail must succeed. */
export function checkCall(call, wanted, where) {
  if (!call) return [`${where} was never made`];
  const seen = derived(call);
  const problems = checkError(call.error, wanted.error ?? null, where);
  for (const name of plain) if (name in wanted) problems.push(...match(seen[name], wanted[name], `${where}, ${name}`));
  for (const [name, value] of Object.entries(wanted.headers ?? {})) problems.push(...match(call.headers?.[name], value, `${where}, header ${name}`));
  if (wanted.duration_ms) problems.push(...matchNumber(Math.round(call.settled_at - call.started_at), [wanted.duration_ms[0] - 5, wanted.duration_ms[1] + slack], `${where}, duration (ms)`));
  if (wanted.settled_ms !== undefined) problems.push(...matchNumber(Math.round(call.settled_at - call.cancelled_at), [0, wanted.settled_ms + slack], `${where}, time from cancelling to settling (ms)`));
  return problems;
}

/** Counts of outcomes: `ok` or the error's kind. */
function tally(calls) {
  const counts = {};
  for (const { error } of calls) counts[error?.kind ?? 'ok'] = (counts[error?.kind ?? 'ok'] ?? 0) + 1;
  return counts;
}

/** Everything in `expect` that speaks of calls. */
export function checkCalls(expect, calls) {
  const problems = [];
  if (expect.call) problems.push(...checkCall(calls[0], expect.call, 'the call'));
  for (const [i, wanted] of (expect.calls ?? []).entries()) if (wanted) problems.push(...checkCall(calls[i], wanted, `call ${i}`));
  if (expect.last_call) problems.push(...checkCall(calls.at(-1), expect.last_call, 'the last call'));
  if (expect.all_calls) problems.push(...calls.flatMap((call, i) => checkCall(call, expect.all_calls, `call ${i}`)));
  if (expect.tally) {
    const counts = tally(calls);
    for (const kind of new Set([...Object.keys(expect.tally), ...Object.keys(counts)])) problems.push(...matchNumber(counts[kind] ?? 0, expect.tally[kind] ?? 0, `the number of calls that end with ${kind}`));
  }
  if (!expect.call && !expect.calls && !expect.all_calls && !expect.tally && !expect.last_call) problems.push(...calls.flatMap((call, i) => checkCall(call, {}, `call ${i}`)));
  return problems;
}
