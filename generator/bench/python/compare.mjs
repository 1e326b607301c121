// Python SDKs, side by side: each program in a process of its own, in turn, round after round.
import { execFileSync, fork } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sizeOf } from '../generation.mjs';
import { measureCommand } from '../measure.mjs';
import { interleave, median } from '../stats.mjs';
import { cli } from '../tools.mjs';
import { command, interpreter, versionOf } from './environment.mjs';
import { github, makePythonProject, program } from './project.mjs';

const server = join(dirname(fileURLToPath(import.meta.url)), '..', 'sdk', 'programs', 'server.mjs');

const requestModes = {
  'bare httpx2.Client': ['httpx2-sync'],
  'Halyard’s SDK, blocking': ['halyard-sync', 'httpx2-sync'],
  'openai, blocking': ['openai-sync', 'httpx2-sync'],
  'bare aiohttp': ['aiohttp'],
  'bare httpx2.AsyncClient': ['httpx2-async', 'aiohttp'],
  'Halyard’s SDK, async': ['halyard-async', 'aiohttp'],
  'Halyard’s SDK, async, without aiohttp': ['halyard-async-httpcore', 'httpx2-async'],
  'openai, async': ['openai-async', 'httpx2-async'],
};

const starts = {
  'an empty program': ['none'],
  'httpx2 and pydantic': ['httpx2', 'none'],
  'GitHub’s SDK': ['github', 'httpx2'],
  'Halyard’s SDK': ['halyard', 'httpx2'],
  'httpx and pydantic': ['httpx', 'none'],
  openai: ['openai', 'httpx'],
};

const readers = { 'json.loads': 'json.loads', 'plain pydantic': 'pydantic', 'Halyard’s SDK': 'halyard', 'openai’s models': 'openai' };

/** Runs a program of ours and gives what its last line says. */
function run(name, args, env) {
  const output = execFileSync(interpreter, [program(name), ...args], { encoding: 'utf8', env, timeout: 240_000, stdio: ['ignore', 'pipe', 'pipe'] });
  return JSON.parse(output.trim().split('\n').at(-1));
}

const middle = (list, key) => median(list.map((each) => each[key]));

/** The median of the ratios to what another program took in the same round. */
const ratio = (own, other, key) => (own[0][key] === undefined || other === undefined ? undefined : median(own.map((each, round) => each[key] / other[round][key])));

const difference = (own, other, key) => median(own.map((each, round) => each[key] - other[round][key]));

async function compareRequests({ runs, env, origin, count = 3000 }) {
  const results = await interleave(runs, Object.fromEntries(Object.values(requestModes).map(([mode]) => [mode, () => run('requests', [mode, origin, String(count)], env)])));
  return Object.entries(requestModes).map(([name, [mode, of]]) => {
    const own = results.get(mode);
    const other = results.get(of);
    return {
      name,
      of: Object.keys(requestModes).find((each) => requestModes[each][0] === of),
      sequential: middle(own, 'sequential'),
      parallel: own[0].parallel === undefined ? undefined : middle(own, 'parallel'),
      sequentialRatio: ratio(own, other, 'sequential'),
      parallelRatio: ratio(own, other, 'parallel'),
    };
  });
}

async function compareStarts({ runs, env, origin }) {
  for (const [what] of Object.values(starts)) run('first_call', [what, origin], env);
  const results = await interleave(runs * 3, Object.fromEntries(Object.values(starts).map(([what]) => [what, () => run('first_call', [what, origin], env)])));
  return Object.entries(starts).map(([name, [what, of]]) => {
    const own = results.get(what);
    const other = of && results.get(of);
    const over = other && Object.fromEntries(['wall', 'cpu', 'memory'].map((key) => [key, difference(own, other, key)]));
    return { name, importing: middle(own, 'importing'), wall: middle(own, 'wall'), memory: middle(own, 'memory'), modules: own[0].modules, over };
  });
}

async function compareDecoding({ runs, env }) {
  const cases = Object.entries(readers).flatMap(([name, reader]) =>
    ['same', 'other'].filter((shape) => shape === 'same' || reader === 'halyard' || reader === 'openai').map((shape) => ({ name, reader, shape })),
  );
  const results = await interleave(runs, Object.fromEntries(cases.map(({ reader, shape }) => [`${reader} ${shape}`, () => run('decode', [reader, shape, '10'], env)])));
  const rate = (reader, shape) => results.has(`${reader} ${shape}`) ? middle(results.get(`${reader} ${shape}`), 'rate') : undefined;
  return Object.entries(readers).map(([name, reader]) => ({ name, same: rate(reader, 'same'), other: rate(reader, 'other'), ratio: ratio(results.get(`pydantic same`), results.get(`${reader} same`), 'seconds') }));
}

const generators = (out) => {
  const own = (targets) => [process.execPath, cli, 'generate', '--spec', github, ...targets.flatMap((target) => ['--target', target, '--package', 'bench-sdk', '--out', join(out, target)]), '--quiet'];
  return {
    'sdkwright: TypeScript': own(['typescript']),
    'sdkwright: Python': own(['python']),
    'sdkwright: both in one run': own(['typescript', 'python']),
    [`openapi-python-client ${versionOf('openapi-python-client')}`]: [command('openapi-python-client'), 'generate', '--path', github, '--output-path', join(out, 'client'), '--meta', 'none'],
  };
};

async function compareGenerators({ runs, work, env }) {
  const sizes = new Map();
  const path = process.env.PATH;
  process.env.PATH = env.PATH;
  const measure = (name) => () => {
    const out = mkdtempSync(join(work, 'python-'));
    const result = measureCommand(generators(out)[name]);
    if (result.code !== 0) throw new Error(`${name}: ${result.stderr}`);
    sizes.set(name, sizeOf(out));
    return { ...result, cpu: result.user + result.sys };
  };
  try {
    const results = await interleave(runs, Object.fromEntries(Object.keys(generators('')).map((name) => [name, measure(name)])));
    const [alone] = results.values();
    return [...results].map(([name, list]) => ({ name, wall: middle(list, 'wall'), cpu: middle(list, 'cpu'), memory: middle(list, 'maxrss'), cpuRatio: ratio(list, alone, 'cpu'), ...sizes.get(name) }));
  } finally {
    process.env.PATH = path;
  }
}

/** All comparisons of Python, one after the other. */
export async function* comparePython({ runs, work }) {
  const env = makePythonProject(work);
  const child = fork(server, { stdio: 'inherit' });
  try {
    const { port } = await new Promise((resolve) => child.once('message', resolve));
    const origin = `http://127.0.0.1:${port}`;
    yield ['pythonRequests', await compareRequests({ runs, env, origin })];
    yield ['pythonStarts', await compareStarts({ runs, env, origin })];
  } finally {
    child.disconnect();
  }
  yield ['pythonDecoding', await compareDecoding({ runs, env })];
  yield ['pythonGeneration', await compareGenerators({ runs, work, env })];
}
