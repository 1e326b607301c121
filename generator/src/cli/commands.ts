import type { Command } from './command.js';
import { settleHeap } from './heap.js';
import { options as o } from './options.js';

/** Every command there is. */
export const commands: readonly Command[] = [
  {
    name: 'generate',
    summary: 'Generate SDKs from an OpenAPI document',
    usage: '[--spec PATH] [--target NAME --out DIR]',
    options: [o.spec, o.config, o.noConfig, o.target, o.out, o.package, o.strict, o.dryRun, o.check, o.force, o.origin, o.json, o.timings, o.quiet, o.verbose, o.help],
    examples: [
      'sdkwright generate --spec openapi.yaml --target typescript --out sdks/typescript',
      'curl -s https://example.com/openapi.json | sdkwright generate --spec - --target typescript --out sdk --dry-run',
    ],
    run: async (args) => (await import('./generate.js')).runGenerate(args),
  },
  {
    name: 'check',
    summary: 'Say what is wrong with a document, or would make a poor SDK',
    usage: '[--spec PATH]',
    options: [o.spec, o.config, o.noConfig, o.strict, o.origin, o.json, o.quiet, o.verbose, o.help],
    examples: ['sdkwright check --spec openapi.yaml --strict'],
    run: async (args) => (await settled(import('./check.js'))).runCheck(args),
  },
  {
    name: 'init',
    summary: 'Write a first sdkwright.yaml for a document',
    usage: '[--spec PATH] [--out PATH]',
    options: [o.spec, o.file, o.overwrite, o.dryRun, o.origin, o.quiet, o.verbose, o.help],
    examples: ['sdkwright init --spec openapi.yaml'],
    run: async (args) => (await settled(import('./init.js'))).runInit(args),
  },
  {
    name: 'dump',
    summary: 'Print a stage of the pipeline as JSON: `ir` is what targets see',
    usage: 'ir [--spec PATH]',
    options: [o.spec, o.config, o.noConfig, o.origin, o.quiet, o.verbose, o.help],
    examples: ['sdkwright dump ir --spec openapi.yaml | jq .root'],
    run: async (args) => (await settled(import('./dump.js'))).runDump(args),
  },
];

/** Keeps the heap as it is once a command was loaded; `generate` loads more before it begins, and does this then. */
async function settled<T>(loading: Promise<T>): Promise<T> {
  const loaded = await loading;
  settleHeap();
  return loaded;
}
