// Runs vectors: opens the scenario, hands the vector to a driver, reads the record, checks.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkVector } from '../check/check.mjs';
import { startServer } from '../server/server.mjs';
import { canonical } from './canonical.mjs';
import { startDriver } from './driver.mjs';
import { fill } from './prepare.mjs';
import { applies } from './vectors.mjs';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const defaults = { base_url: '{{main}}', api_key: 'header-key-1' };

/** Opens the server once; `run({ vector, language })` gives `{ problems, requests, outcome }`. */
export async function openSuite() {
  const server = await startServer();
  const ca = join(mkdtempSync(join(tmpdir(), 'sdkwright-conformance-')), 'ca.pem');
  writeFileSync(ca, server.ca);
  const trust = { NODE_EXTRA_CA_CERTS: ca, SSL_CERT_FILE: ca };
  const shared = new Map();

  const driverFor = (language, vector, env) => {
    if (vector.alone || vector.env) return { driver: startDriver({ command: language.command, env: { ...trust, ...env } }), own: true };
    if (!shared.has(language.name) || shared.get(language.name).ended()) shared.set(language.name, startDriver({ command: language.command, env: trust }));
    return { driver: shared.get(language.name), own: false };
  };

  const once = async ({ vector, language }) => {
    const session = await server.open({ origins: vector.origins ?? {}, routes: fill(vector.routes, {}), connect: vector.connect });
    const filled = fill({ client: { ...defaults, ...vector.client }, env: vector.env ?? {}, do: vector.do }, session.origins);
    const { driver, own } = driverFor(language, vector, filled.env);
    try {
      const message = { client: dropNull(filled.client), do: filled.do, memory: vector.memory === true, telemetry: vector.telemetry === true };
      const outcome = await driver.run(message, vector.limit_ms);
      const settle = Math.max(vector.expect.quiet_ms ?? 0, vector.expect.closed ? 300 : 0);
      if (settle > 0) await pause(settle);
      const record = session.record();
      const problems = checkVector({ expect: fill(vector.expect, session.origins), outcome, record });
      return { problems, outcome, record, requests: canonical({ vector, record }) };
    } finally {
      if (own) driver.stop();
      await server.close(session.id);
    }
  };
  /** Resident memory is noisy: the least growth of three runs counts. */
  const run = async (what) => {
    let result = await once(what);
    for (let n = 1; n < 3 && result.problems.length > 0 && result.problems.every((problem) => problem.startsWith('memory growth')); n++) result = await once(what);
    return result;
  };
  const stop = async () => {
    for (const driver of shared.values()) driver.stop();
    await server.stop();
  };
  return { run, stop };
}

/** A null removes a default setting. */
const dropNull = (settings) => Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));

/** Runs every vector in one language: those that must be alone one by one, the others together. */
export async function runAll({ suite, vectors, language, report, width = 10, again = false }) {
  const results = [];
  const one = async (vector) => {
    results.push({ vector, language, ...(await suite.run({ vector, language })) });
  };
  const own = vectors.filter((vector) => applies(vector, language));
  const together = own.filter(({ alone }) => !alone);
  const queue = [...together];
  await Promise.all(Array.from({ length: width }, async () => {
    for (let vector = queue.shift(); vector; vector = queue.shift()) await one(vector);
  }));
  for (const vector of own.filter(({ alone }) => alone)) await one(vector);
  if (again) await repeatFailures({ suite, results });
  for (const result of results) report?.(result);
  return results.sort((a, b) => vectors.indexOf(a.vector) - vectors.indexOf(b.vector));
}

/** Time is measured, and a busy machine is slow: what failed among others is run once more alone, and that result counts. */
async function repeatFailures({ suite, results }) {
  for (const [index, { vector, language, problems }] of results.entries()) {
    if (problems.length > 0) results[index] = { vector, language, first: problems, ...(await suite.run({ vector, language })) };
  }
}
