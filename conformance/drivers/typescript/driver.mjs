// The TypeScript driver: one JSON line in, one JSON line out. Usage: node driver.mjs SDK_FOLDER [--fetch]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { performCall, sdkOptions } from './call.mjs';
import { describeError } from './errors.mjs';
import { watchMemory } from './memory.mjs';
import { installTelemetry } from './telemetry.mjs';
import { encode } from './values.mjs';

const [folder, ...flags] = process.argv.slice(2);
const description = JSON.parse(readFileSync(join(folder, 'operations.json'), 'utf8'));
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const entry = manifest.exports['.'].import?.default ?? manifest.exports['.'].import ?? manifest.exports['.'].default ?? manifest.exports['.'];
const sdk = await import(pathToFileURL(join(folder, entry)).href);
const Client = sdk[description.client] ?? sdk.default;

/** The client's options; `drift`, `strict` and `logs` of the protocol become a checker and a logger. */
async function clientOptions({ base_url: baseURL, drift, strict, ...rest }, outcome) {
  const options = { ...sdkOptions(rest), ...(baseURL === undefined ? {} : { baseURL }) };
  for (const name of Object.keys(options)) if (/(Id|Url)$/.test(name)) options[name.replace(/Id$/, 'ID').replace(/Url$/, 'URL')] = options[name];
  if (flags.includes('--fetch')) options.fetch = (...args) => globalThis.fetch(...args);
  if (drift || strict) {
    const { responseChecker } = await import(pathToFileURL(join(folder, (manifest.exports['./*'].import.default ?? manifest.exports['./*'].import).replace('*', 'validation'))).href);
    options.checkResponses = responseChecker(strict ? { mode: 'strict' } : { onDrift: (one) => outcome.drift.push({ kind: one.kind, pointer: one.pointer }) });
  }
  const record = (level) => (...parts) => outcome.logs.push(`${level} ${parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ')}`);
  options.logger = { error: record('error'), warn: record('warn'), info: record('info'), debug: record('debug') };
  return options;
}

const actions = {
  async close({ client }) {
    await client.close();
    return [];
  },
  async wait_ms({ step }) {
    await pause(step.wait_ms);
    return [];
  },
  async webhook({ client, step }) {
    const { body, headers, key } = step.webhook;
    const outcome = { op: 'webhooks.unwrap' };
    try {
      outcome.value = encode(await client.webhooks.unwrap(body, headers, key));
    } catch (error) {
      outcome.error = describeError(error);
    }
    return [outcome];
  },
  async op({ client, step }) {
    const perform = () => performCall({ sdk, client: step.with_options ? client.withOptions(sdkOptions(step.with_options)) : client, operations: description.operations, step });
    if (step.concurrent) return Promise.all(Array.from({ length: step.concurrent }, perform));
    const outcomes = [];
    for (let n = 0; n < (step.times ?? 1); n++) outcomes.push(await perform());
    return outcomes;
  },
};

/** Rejections that nobody handles would end a caller's process: every vector that runs when one comes reports it. */
const running = new Set();
process.on('unhandledRejection', (error) => {
  for (const outcome of running) outcome.unhandled.push(String(error?.stack ?? error));
});
process.on('uncaughtException', (error) => {
  for (const outcome of running) outcome.unhandled.push(`uncaught ${String(error?.stack ?? error)}`);
});

const ascii = (json) => json.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

async function runVector({ client: settings, do: steps, memory, telemetry }) {
  const outcome = { calls: [], logs: [], drift: [], unhandled: [] };
  running.add(outcome);
  const spans = telemetry ? installTelemetry() : undefined;
  try {
    const options = await clientOptions(settings, outcome);
    const client = new Client(options);
    let watch;
    const background = [];
    for (const [index, step] of steps.entries()) {
      // The steps before the last one warm up.
      if (memory && index === steps.length - 1) watch = watchMemory();
      const kind = Object.keys(actions).find((name) => name in step);
      const work = actions[kind]({ client, step }).then((calls) => outcome.calls.push(...calls));
      if (step.background) background.push(work);
      else await work;
    }
    await Promise.all(background);
    if (watch) outcome.memory = watch.stop();
    // Not at once: a close by the client would hide whether leaving a stream was told to the server.
    setTimeout(() => void Promise.resolve(client.close()).catch(() => undefined), 2000).unref();
  } catch (error) {
    outcome.error = describeError(error);
  }
  running.delete(outcome);
  if (spans) outcome.spans = spans.stop();
  return outcome;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, ...vector } = JSON.parse(line);
  void runVector(vector).then((outcome) => process.stdout.write(`${ascii(JSON.stringify({ id, outcome }))}\n`));
}
process.exit(0);
