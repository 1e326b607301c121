// `npm run lock`: installs and completes package-lock.json. A registry mirror may lack binaries of other platforms; npm then leaves
// them out of the lock file, and `npm ci` refuses it everywhere. This adds their entries: name, exact version, os, cpu.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, root } from './lib/setup.mjs';

const systems = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'win32', 'sunos', 'aix'];
const aliases = { windows: 'win32', macos: 'darwin', 64: 'x64', ia32: 'ia32', wasm32: 'wasm32' };
const processors = ['arm64', 'arm', 'x64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32'];

/** The platform that a binary package's name tells, as package.json fields. */
export function platformOf(name) {
  const parts = name.split(/[-/]/).map((part) => aliases[part] ?? part);
  const os = systems.filter((system) => parts.includes(system));
  const cpu = processors.filter((processor) => parts.includes(processor) || (processor === 'arm' && parts.includes('arm')));
  const libc = parts.some((part) => part.startsWith('musl')) ? ['musl'] : parts.some((part) => part.startsWith('gnu')) && os[0] === 'linux' ? ['glibc'] : undefined;
  return { os: os.length > 0 ? os : ['none'], ...(cpu.length > 0 ? { cpu } : {}), ...(libc ? { libc } : {}) };
}

/** Adds an entry for each optional dependency with an exact version that the lock file names but does not hold. */
export function complete(lock) {
  const packages = { ...lock.packages };
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!/^\d+\.\d+\.\d+/.test(version) || found(packages, place, name, version)) continue;
      const top = `node_modules/${name}`;
      packages[packages[top] ? `${place}/node_modules/${name}` : top] = { version, optional: true, ...platformOf(name) };
    }
  }
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  return { ...lock, packages: sorted };
}

function found(packages, place, name, version) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const entry = packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`];
    if (entry) return entry.version === version;
    if (at === '') return false;
  }
}

if (process.argv[1]?.endsWith('lock.mjs')) {
  await must('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error']);
  const file = join(root, 'package-lock.json');
  const before = JSON.parse(readFileSync(file, 'utf8'));
  const after = complete(before);
  writeFileSync(file, `${JSON.stringify(after, null, 2)}\n`);
  console.log(`package-lock.json: ${Object.keys(after.packages).length - Object.keys(before.packages).length} entries of other platforms added.`);
}
