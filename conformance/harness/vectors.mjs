// Reads the vectors and brings their short forms into one shape.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import yaml from 'js-yaml';

const folder = join(import.meta.dirname, '..', 'vectors');

function normalise(raw) {
  const { call, args, options, consume, cancel, times, concurrent, server, ...rest } = raw;
  const step = { op: call, args, options, consume, cancel, times, concurrent };
  return {
    client: {},
    expect: {},
    ...rest,
    id: `${raw.rule} ${raw.title}`,
    do: raw.do ?? [JSON.parse(JSON.stringify(step))],
    routes: raw.routes ?? [{ steps: server ?? [{ json: { id: 'a' } }] }],
    alone: raw.alone === true || raw.memory === true,
  };
}

const number = (rule) => Number(rule.slice(1));

/** Every vector, in the order of the rules; fails when two have the same name. */
export function loadVectors() {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort();
  const all = files.flatMap((name) => yaml.load(readFileSync(join(folder, name), 'utf8'))).map(normalise);
  const ids = new Set(all.map(({ id }) => id));
  if (ids.size !== all.length) throw new Error(`Two vectors are called the same: ${all.map(({ id }) => id).filter((id, i, list) => list.indexOf(id) !== i).join('; ')}`);
  return all.sort((a, b) => number(a.rule) - number(b.rule));
}
