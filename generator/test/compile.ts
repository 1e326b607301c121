import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The compilers that must accept generated code: TypeScript 7.0 (native) and 5.9. */
export const compilers = {
  '7.0': join(dirname(require.resolve('@typescript/native/package.json')), 'bin', 'tsc'),
  '5.9': join(dirname(require.resolve('typescript-5.9/package.json')), 'bin', 'tsc'),
} as const;

const compilerOptions = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  types: [],
};

/** Type-checks a generated SDK's sources under the strictest settings, without any package installed; resolves with what the compiler says. */
export function compileSdk(folder: string, version: keyof typeof compilers): Promise<string> {
  const project = join(folder, `tsconfig.strictest-${version}.json`);
  writeFileSync(project, JSON.stringify({ compilerOptions, include: ['src'] }));
  return run(process.execPath, ['--max-old-space-size=6144', compilers[version], '--pretty', 'false', '-p', project], folder);
}

function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? '' : output || `exit code ${code}`));
  });
}
