/** An option of the command line. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** How help calls the value; absent for a switch. */
  readonly value?: string;
  readonly multiple?: boolean;
  readonly help: string;
}

const all = {
  spec: { name: 'spec', short: 's', value: 'PATH', help: 'OpenAPI document: a path, a URL, or - for standard input' },
  config: { name: 'config', short: 'c', value: 'PATH', help: 'Configuration; the sdkwright.yaml beside the document unless given' },
  noConfig: { name: 'no-config', help: 'Read no configuration, also where one lies beside the document' },
  target: { name: 'target', short: 't', value: 'NAME', multiple: true, help: 'What to generate, e.g. typescript; may be repeated, or name several with commas' },
  out: { name: 'out', short: 'o', value: 'DIR', multiple: true, help: 'Output folder; for several targets one each, or one in which each has a folder of its name' },
  package: { name: 'package', short: 'p', value: 'NAME', multiple: true, help: 'Package name as published; for several targets one each' },
  file: { name: 'out', short: 'o', value: 'PATH', help: 'Where to write it; sdkwright.yaml beside the document unless given' },
  strict: { name: 'strict', help: 'Treat warnings as errors' },
  dryRun: { name: 'dry-run', short: 'n', help: 'Do everything except writing' },
  check: { name: 'check', help: 'Write nothing; exit with 1 when the output is not what would be generated (for CI)' },
  force: { name: 'force', short: 'f', help: 'Generate though nothing changed, and overwrite generated files that were edited by hand' },
  overwrite: { name: 'force', short: 'f', help: 'Overwrite a configuration that is there' },
  origin: { name: 'allow-origin', value: 'URL', multiple: true, help: 'Origin that references may be fetched from; may be repeated' },
  json: { name: 'json', help: 'Print the result as JSON on standard output' },
  timings: { name: 'timings', help: 'Print how long each stage took' },
  quiet: { name: 'quiet', short: 'q', help: 'Print errors only' },
  verbose: { name: 'verbose', short: 'v', help: 'Print every diagnostic, also those that repeat' },
  help: { name: 'help', short: 'h', help: 'Print this help' },
} as const satisfies Record<string, Option>;

/** Every option there is, by the name that commands list it under. */
export const options: Readonly<Record<keyof typeof all, Option>> = all;
