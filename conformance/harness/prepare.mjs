// Fills a vector's placeholders once its origins are known: addresses, files, signed webhooks.
import { closeSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signWebhook } from './webhook.mjs';

function fillText(text, origins) {
  return text.replace(/\{\{(\w+)(\.host)?\}\}/g, (whole, name, host) => {
    const url = origins[name];
    if (!url) return whole;
    return host ? new URL(url).host : url;
  });
}

const special = {
  $repeat: ({ text, times }) => text.repeat(times),
  $file: (spec) => ({ $file: spec.bytes === undefined ? spec : { ...spec, path: sparseFile(spec.bytes) } }),
  $signed: signWebhook,
};

function sparseFile(bytes) {
  const folder = join(tmpdir(), 'sdkwright-conformance');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `zeros-${bytes}.bin`);
  const file = openSync(path, 'a');
  ftruncateSync(file, bytes);
  closeSync(file);
  return path;
}

/** `value` with `{{origin}}`, `{{origin.host}}`, `$repeat`, `$file` and `$signed` replaced. */
export function fill(value, origins) {
  if (typeof value === 'string') return fillText(value, origins);
  if (Array.isArray(value)) return value.map((one) => fill(one, origins));
  if (value === null || typeof value !== 'object') return value;
  const [key] = Object.keys(value);
  if (key in special) return special[key](fill(value[key], origins));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one, origins)]));
}
