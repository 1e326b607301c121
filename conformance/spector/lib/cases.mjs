// The cases: what an SDK is called with in each scenario, and what it must give.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packages } from './install.mjs';

const folder = join(import.meta.dirname, '..', 'cases');
const assets = join(packages, '@typespec', 'http-specs', 'assets');

/** Which of the documents of a specification is called: it says most of what OpenAPI can. */
export const openapi = '3.1.0';

/** A file of the suite, as base64. */
const asset = (name) => readFileSync(join(assets, name)).toString('base64');

/** Puts the suite's files where the case names them. */
function complete(value) {
  if (Array.isArray(value)) return value.map(complete);
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.$base64 === 'string') return asset(value.$base64);
  const entries = Object.entries(value).map(([key, inner]) => (key === 'asset' ? ['base64', asset(inner)] : [key, complete(inner)]));
  return Object.fromEntries(entries);
}

/** Every case, in order, with the specification it is of; a scenario has one case or several. */
export function loadCases() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const { spec, cases } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      return cases.map(({ document = 'openapi.json', ...one }) => ({ spec, document, ...complete(one) }));
    });
}

/** What the SDK of a case is called: one document, one SDK. */
export const sdkOf = ({ spec, document }) => `${spec}/${document.replace(/^openapi\.?|\.?json$/g, '')}`.replace(/[^a-z0-9]+/gi, '-').replace(/-$/, '').toLowerCase();
