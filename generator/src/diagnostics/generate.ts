import { entry, type Entry } from './entry.js';

/** What the pipeline itself finds. */
export const generateTable = {
  'generate/no-target': entry('error', () => 'No target was named', (v) => `Pass --target NAME and --out FOLDER, or list targets in sdkwright.yaml. The targets are: ${v.known}.`),
  'generate/unknown-target': entry('error', (v) => `There is no target ${v.name}`, (v) => `The targets are: ${v.known}.`),
  'generate/target-unavailable': entry('note', (v) => `There is no target ${v.name} yet; it is left out`, (v) => `The targets are: ${v.known}.`),
  'generate/target-skipped': entry('note', (v) => `Target ${v.name} has no output folder; it is left out`, 'Set `output` for it in sdkwright.yaml, or `skip: true` to leave it out without a word.'),
  'generate/no-output': entry('error', (v) => `Target ${v.name} has no output folder`, 'Pass --out FOLDER, or set `output` for it in sdkwright.yaml.'),
  'generate/same-output': entry('error', (v) => `Targets ${v.name} and ${v.other} have the same output folder`, 'Give each target a folder of its own.'),
} as const satisfies Record<string, Entry>;
