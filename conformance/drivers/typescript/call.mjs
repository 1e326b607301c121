// One call: arguments by wire name, the consumer's behaviour, and what came of it as plain data.
import { setTimeout as pause } from 'node:timers/promises';
import { describeError, plainHeaders } from './errors.mjs';
import { decode, digest, encode, withPending } from './values.mjs';

const now = () => performance.timeOrigin + performance.now();
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

const optionNames = { timeout_ms: 'timeout', deadline_ms: 'deadline', idle_timeout_ms: 'idleTimeout', event_idle_timeout_ms: 'eventIdleTimeout', max_retry_delay_ms: 'maxRetryDelay' };

/** Options of the protocol (snake case, milliseconds) in the SDK's names. */
export function sdkOptions(options = {}) {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [optionNames[name] ?? camel(name).replace(/Id$/, 'ID').replace(/Url$/, 'URL'), value]));
}

/** The arguments of a call, in order, from values by wire name. */
async function argumentsOf({ operation, args = {}, options, sdk }) {
  const values = withPending(await decode(args, sdk));
  const list = [];
  for (const argument of operation.args) {
    if (argument.kind === 'path') list.push(values[argument.wire]);
    else if (argument.kind === 'options') list.push(options);
    else if (argument.body === 'value' && argument.fields.every((field) => field.in === 'body')) list.push('$body' in values ? values.$body : fieldsOf(argument, values));
    else list.push(fieldsOf(argument, values));
  }
  return list;
}

function fieldsOf(argument, values) {
  const known = argument.fields.filter(({ wire, name }) => wire in values || name in values).map(({ name, wire }) => [name, values[wire in values ? wire : name]]);
  const body = '$body' in values ? argument.fields.filter((field) => field.in === 'body').map(({ name }) => [name, values.$body]) : [];
  return Object.fromEntries([...known, ...body, ...Object.entries(values.$extra ?? {})]);
}

function methodOf(client, path) {
  const names = path.split('.');
  const owner = names.slice(0, -1).reduce((one, name) => one[name], client);
  return (...args) => owner[names.at(-1)](...args);
}

const consumers = {
  value: async (promise) => ({ value: encode(await promise) }),
  with_response: async (promise) => {
    const { data, response, ...rest } = await promise.withResponse();
    return { value: encode(data), status: response.status, headers: plainHeaders(response.headers), request_id: rest.requestID ?? rest.request_id, trace_id: rest.traceID ?? response.traceID };
  },
  raw: async (promise, consume) => {
    const response = await promise.asResponse();
    const at = now();
    if (consume.wait_ms) await pause(consume.wait_ms);
    const text = consume.unread ? undefined : await response.text();
    return { status: response.status, headers: plainHeaders(response.headers), responded_at: at, ...(text === undefined ? {} : { text }) };
  },
  binary: async (promise) => ({ value: digest(new Uint8Array(await (await promise).arrayBuffer())) }),
  binary_stream: async (promise, consume) => readPieces(await promise, consume),
  raw_stream: async (promise, consume) => readPieces(await promise.asResponse(), consume),
  pages: async (promise, consume, state) => {
    for await (const page of (await promise).iterPages()) {
      state.items.push(encode(page.getPaginatedItems()));
      if (state.items.length === consume.take) break;
    }
    return {};
  },
  iterate: (promise, consume, state) => iterate(promise, consume, state),
};

async function readPieces(response, consume) {
  let size = 0;
  let first;
  for await (const piece of response.body) {
    first ??= now();
    size += piece.length;
    if (consume.take_bytes && size >= consume.take_bytes) break;
    if (consume.item_delay_ms) await pause(consume.item_delay_ms);
  }
  return { value: { size }, first_at: first, left_at: now() };
}

async function iterate(promise, consume, state) {
  const stream = typeof promise[Symbol.asyncIterator] === 'function' ? promise : await promise;
  const take = consume.take ?? Infinity;
  if (take === 0) return {};
  for await (const item of stream) {
    state.items.push(encode(item));
    state.item_times.push(now());
    if (consume.item_delay_ms) await pause(consume.item_delay_ms);
    if (state.items.length >= take) break;
  }
  return { left_at: now() };
}

/** Makes one call and describes its outcome. */
export async function performCall({ sdk, client, operations, step }) {
  const controller = new AbortController();
  const reason = step.cancel ? new Error(step.cancel.reason ?? 'stopped by the caller') : undefined;
  const state = { items: [], item_times: [] };
  const outcome = { op: step.op, started_at: now() };
  const cancel = () => {
    outcome.cancelled_at = now();
    controller.abort(reason);
  };
  if (step.cancel?.after_ms === 0) cancel();
  const timer = step.cancel?.after_ms > 0 ? setTimeout(cancel, step.cancel.after_ms) : undefined;
  try {
    const operation = operations.find(({ id }) => id === step.op);
    if (!operation) throw new Error(`operations.json has no ${step.op}`);
    const options = { ...sdkOptions(step.options), ...(step.cancel ? { signal: controller.signal } : {}) };
    const args = await argumentsOf({ operation, args: step.args, options: Object.keys(options).length > 0 ? options : undefined, sdk });
    const consume = step.consume ?? {};
    const mode = consume.mode ?? (operation.returns === 'binary' ? 'binary' : 'value');
    Object.assign(outcome, await consumers[mode](methodOf(client, operation.call)(...args), consume, state));
  } catch (error) {
    outcome.error = describeError(error, reason);
  }
  clearTimeout(timer);
  outcome.settled_at = now();
  return { ...outcome, ...(state.items.length > 0 || step.consume?.mode === 'iterate' ? state : {}) };
}
