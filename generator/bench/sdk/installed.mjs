// What installing an SDK brings to a disk.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { peer, peerVersion } from '../peers.mjs';
import { sdkwright } from '../tools.mjs';

/** Bytes and files of the package in a folder, as npm would publish it. */
export function packed(folder) {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const parsed = JSON.parse(output);
  const [{ unpackedSize, entryCount }] = Array.isArray(parsed) ? parsed : Object.values(parsed);
  return { bytes: unpackedSize, files: entryCount };
}

function walk(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return { bytes: entries.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0), files: entries.length };
}

/** An installed package with its dependencies. */
function installed(name, seen = new Set()) {
  if (seen.has(name) || !existsSync(peer(name))) return { bytes: 0, files: 0 };
  seen.add(name);
  const { dependencies = {} } = JSON.parse(readFileSync(peer(`${name}/package.json`), 'utf8'));
  return [walk(peer(name)), ...Object.keys(dependencies).map((each) => installed(each, seen))].reduce((a, b) => ({ bytes: a.bytes + b.bytes, files: a.files + b.files }));
}

/** An SDK generated from a document and built. */
function generated(document, folder, modules) {
  const [command, ...args] = sdkwright(document, folder, '--quiet');
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  symlinkSync(modules, join(folder, 'node_modules'));
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return packed(folder);
}

/** Rows of a table: a package, its bytes and files. */
export function compareInstalled({ sdkFolder, work, modules }) {
  const openai = process.env.SDKWRIGHT_CORPUS && join(process.env.SDKWRIGHT_CORPUS, 'openai.yaml');
  return [
    { name: 'Halyard’s SDK', ...packed(sdkFolder) },
    ...(openai && existsSync(openai) ? [{ name: 'SDK generated from OpenAI’s document', ...generated(openai, join(work, 'openai-sdk'), modules) }] : []),
    ...['openai', '@anthropic-ai/sdk', 'stripe'].map((name) => ({ name: `${name} ${peerVersion(name)}`, ...installed(name) })),
  ];
}
