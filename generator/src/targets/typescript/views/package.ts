import { licenseOf } from '../../../kit/license.js';
import { jsonText } from '../../../kit/literal.js';
import type { ApiContext } from '../context.js';
import { packageName } from '../package-name.js';

/** Versions of the tools that build and test an SDK: those that run on every Node that `engines` promises. */
const tools = {
  '@types/node': '^24.0.0',
  msw: '^2.15.0',
  rolldown: '^1.2.0',
  typescript: '^5.9.3',
  vitest: '^4.1.12',
} as const;

/** Both module systems of one path below dist/, each with its types. */
const entry = (path: string): object => ({
  import: { types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` },
  require: { types: `./dist/${path}.d.cts`, default: `./dist/${path}.cjs` },
});

/** Where compilers that do not know `exports` (`moduleResolution: node10`) find the types of a path; the first that exists counts. */
const olderResolution = {
  'package.json': ['./package.json'],
  'dist/*': ['./dist/*'],
  '*.js': ['./dist/*.d.ts'],
  '*': ['./dist/*.d.ts', './dist/*/index.d.ts'],
};

/** package.json of an SDK. */
export function packageJson({ api, options }: ApiContext): string {
  const { settings, packageVersion } = options;
  const text = (key: string): string | undefined =>
    typeof settings[key] === 'string' && settings[key] !== '' ? settings[key] : undefined;
  const repository = text('production_repo');
  return jsonText({
    name: packageName(options.packageName, api.name.words),
    version: packageVersion,
    description: `TypeScript SDK of ${api.title.replace(/\s+/g, ' ').trim()}`,
    license: licenseOf(settings),
    ...(api.contact === undefined ? {} : { author: api.contact }),
    ...(repository === undefined || !/^[\w.-]+\/[\w.-]+$/.test(repository) ? {} : { repository: `github:${repository}` }),
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20' },
    main: './dist/index.cjs',
    module: './dist/index.js',
    types: './dist/index.d.ts',
    typesVersions: { '*': olderResolution },
    exports: {
      '.': entry('index'),
      './operations': entry('operations/index'),
      './lib': entry('lib/index'),
      './package.json': './package.json',
      './*.js': entry('*'),
      './*': entry('*'),
    },
    files: ['dist', 'README.md', 'LICENSE'],
    scripts: { build: 'node scripts/build.mjs', test: 'vitest run', types: 'tsc --noEmit', prepack: 'npm run build' },
    devDependencies: tools,
  });
}
