// `npm run generate`: regenerates every SDK of this repository from spec/, and the reference pages in docs/.
import { join } from 'node:path';
import { must, root } from './lib/setup.mjs';

const extra = process.argv.slice(2);
const cli = join(root, 'generator', 'dist', 'cli.js');
const targets = ['typescript', 'python'].flatMap((name) => ['--target', name, '--out', `sdks/${name}`]);
await must('node', [cli, 'generate', '--spec', 'spec/openapi.yaml', '--config', 'spec/sdkwright.yaml', ...targets, ...extra]);
await must('node', ['scripts/reference.mjs', ...(extra.includes('--dry-run') ? ['--check'] : [])]);
