import path from 'node:path';

/** Which rooms of generator/src a room may import from; the arrows of docs/architecture.md. */
const arrows = {
  ir: [],
  'diagnostics.ts': ['diagnostics'],
  diagnostics: [],
  load: ['diagnostics'],
  resolve: ['diagnostics', 'load'],
  validate: ['diagnostics', 'load', 'resolve'],
  config: ['diagnostics', 'ir', 'load', 'resolve'],
  transform: ['diagnostics', 'load', 'config'],
  model: ['diagnostics', 'ir', 'resolve', 'config'],
  kit: ['ir', 'diagnostics'],
  targets: ['kit', 'ir', 'diagnostics'],
  format: ['diagnostics'],
  write: ['diagnostics'],
  generate: ['diagnostics', 'ir', 'load', 'resolve', 'validate', 'config', 'model', 'targets/index.ts', 'targets/target.ts', 'format', 'write'],
  'generate.ts': ['generate', 'diagnostics', 'ir', 'load', 'transform', 'resolve', 'validate', 'config', 'model', 'targets/index.ts', 'targets/target.ts', 'format', 'write'],
  'check.ts': ['diagnostics', 'ir', 'load', 'resolve', 'validate', 'config', 'model', 'generate'],
  'index.ts': ['*'],
  cli: ['*'],
};

const roomOf = (relative) => {
  const [first] = relative.split('/');
  return first in arrows ? first : first.replace(/\.ts$/, '.ts');
};

const allowed = (room, relative) => {
  const rule = arrows[room];
  if (!rule) return true;
  return rule.some((to) => to === '*' || relative === to || relative === `${to}.ts` || relative.startsWith(`${to}/`));
};

const message = (from, to, room) => `The room '${from}' may not import from '${to}' (arrows of docs/architecture.md; allowed: ${(arrows[room] ?? []).join(', ') || 'nothing'}).`;

/** ESLint rule: holds the arrows between the rooms of generator/src, and keeps runtimes free of the generator. */
export const rooms = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = context.filename.split(path.sep).join('/');
    const match = /^(.*\/generator\/src)\/(.+)$/.exec(file);
    if (!match) return {};
    const [, base, relative] = match;
    const runtime = /^targets\/[^/]+\/runtime\//.exec(relative)?.[0];
    const room = roomOf(relative);
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== 'string' || !source.startsWith('.')) return;
      const target = path.posix.relative(base, path.posix.resolve(path.posix.dirname(file), source)).replace(/\.js$/, '.ts');
      if (runtime) {
        if (!target.startsWith(runtime)) context.report({ node, message: `Runtime code may import only its own runtime, not '${target}'.` });
        return;
      }
      if (roomOf(target) === room && room !== 'targets') return;
      if (room === 'targets' && sameTarget(relative, target)) return;
      if (/\.test\.ts$/.test(relative)) return;
      if (!allowed(room, target)) context.report({ node, message: message(relative, target, room) });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

const sameTarget = (from, to) => {
  const [, name, rest] = /^targets\/([^/]+)(\/.*)?$/.exec(from) ?? [];
  if (!rest) return to.startsWith('targets/');
  return to === 'targets/target.ts' || to.startsWith(`targets/${name}/`);
};
