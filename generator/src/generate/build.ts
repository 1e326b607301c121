import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** The generator's own version, as its package.json says. */
export const version: string = readVersion(here);

let known: string | undefined;

/** SHA-256 over the generator's own code, so that a run by another build is never taken for current. */
export function buildHash(): string {
  return (known ??= hashBuild());
}

function hashBuild(): string {
  const hash = createHash('sha256').update(version);
  for (const name of readdirSync(here).sort()) if (/\.[cm]?js$/.test(name)) hash.update(name).update(readFileSync(join(here, name)));
  return hash.digest('hex');
}

function readVersion(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const found = packageAt(at);
    if (found?.name === 'sdkwright') return found.version;
    if (at === dirname(at)) throw new Error('The package.json of sdkwright is missing');
  }
}

function packageAt(folder: string): { readonly name: string; readonly version: string } | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string; version: string };
  } catch {
    return undefined;
  }
}
