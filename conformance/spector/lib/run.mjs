// Calls a language's SDKs with every case against a fresh mock server, and judges what came of it.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sdkOf } from './cases.mjs';
import { sdks, serverOf } from './generate.mjs';
import { out } from './install.mjs';
import { differences } from './same.mjs';
import { startServer } from './server.mjs';

/** Where the API of a case is, with the server's variables filled in. */
function addressOf(one, base) {
  const url = serverOf(one).replace('{endpoint}', base).replace(/^https?:\/\/[^/]+/, base);
  return url.replaceAll(/\{([^}]+)\}/g, (all, name) => one.server?.[name] ?? all) || base;
}

function drive({ command, args, env }, jobs) {
  mkdirSync(out, { recursive: true });
  const file = join(out, 'jobs.json');
  const results = join(out, 'results.json');
  writeFileSync(file, JSON.stringify(jobs));
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args, file, results], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve(JSON.parse(readFileSync(results, 'utf8'))) : reject(new Error(`The driver ended with ${code}.`))));
  });
}

function judge(one, outcome, status) {
  const problems = [];
  const expected = one.pages ?? one.result;
  const given = one.pages ? outcome.pages : outcome.error ? outcome.error.body : outcome.value;
  const equal = expected === undefined ? undefined : differences(given, expected).length === 0;
  if (one.status >= 400 && outcome.error?.status !== one.status) problems.push(`expected an error of status ${one.status}`);
  if (one.status < 400 && outcome.error) problems.push(outcome.error.message);
  if (equal === false) problems.push(...differences(given, expected));
  return { scenario: one.scenario, server: status, equal, results: one.pages ? one.pages.length : expected === undefined ? 0 : 1, problems };
}

/**
 * Runs all cases in one language: what became of each scenario (`passed` is the server's word), how many JSON results there were and
 * how many of them were equal to what was sent, and the names of all scenarios that the server has.
 */
export async function runCases(language, cases) {
  const server = await startServer();
  try {
    const jobs = cases.map(({ pages, result: _result, status: _status, ...one }) => {
      return { raw: false, ...one, paged: pages !== undefined, folder: join(sdks(language.name), sdkOf(one)), base: addressOf(one, server.base) };
    });
    const outcomes = await drive(language, jobs);
    const coverage = await server.coverage();
    return summary(cases.map((one, index) => judge(one, outcomes[index], coverage[one.scenario])), coverage);
  } finally {
    await server.stop();
  }
}

function summary(judged, coverage) {
  const scenarios = new Map();
  for (const { scenario, server, problems } of judged) {
    scenarios.set(scenario, { passed: server === 'pass', problems: [...(scenarios.get(scenario)?.problems ?? []), ...problems] });
  }
  const count = (list) => list.reduce((sum, { results }) => sum + results, 0);
  return { scenarios, results: count(judged), equal: count(judged.filter(({ equal }) => equal)), offered: Object.keys(coverage) };
}
