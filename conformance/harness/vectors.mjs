// Reads the vectors and brings their short forms into one shape.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import yaml from 'js-yaml';

const folder = join(import.meta.dirname, '..', 'vectors');

function normalise(raw) {
  const { call, args, options, consume, cancel, times, concurrent, server, ...rest } = raw;
  const step = { op: call, args, options, consume, cancel, times, concurrent };
  const steps = raw.do ?? [JSON.parse(JSON.stringify(step))];
  if (raw.server && raw.routes) throw new Error(`${raw.rule} ${raw.title}: \`server\` is short for \`routes\`, and both are there`);
  return {
    client: {},
    expect: {},
    ...rest,
    id: `${raw.rule} ${raw.title}`,
    do: steps,
    needs: needsOf(raw, steps),
    routes: raw.routes ?? [{ steps: server ?? [{ json: { id: 'a' } }] }],
    alone: raw.alone === true || raw.memory === true,
  };
}

/** What not every language can do. */
const needsOf = ({ needs = [], telemetry, memory }, steps) => [
  ...needs,
  ...(telemetry ? ['telemetry'] : []),
  ...(memory ? ['memory'] : []),
  ...(steps.some((step) => step.cancel) ? ['cancel'] : []),
];

/** Whether a vector is asked of a language. */
export const applies = ({ except, needs }, { name, lacks = [] }) => !except?.[name] && !needs.some((need) => lacks.includes(need));

const number = (rule) => Number(rule.slice(1));

/** Every vector, in the order of the rules; fails when two have the same name. */
export function loadVectors() {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort();
  const all = files.flatMap((name) => yaml.load(readFileSync(join(folder, name), 'utf8'))).map(normalise);
  const ids = new Set(all.map(({ id }) => id));
  if (ids.size !== all.length) throw new Error(`Two vectors are called the same: ${all.map(({ id }) => id).filter((id, i, list) => list.indexOf(id) !== i).join('; ')}`);
  return all.sort((a, b) => number(a.rule) - number(b.rule));
}
