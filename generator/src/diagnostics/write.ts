import { entry, type Entry } from './entry.js';

/** Why nothing, or not everything, is written. */
export const writeTable = {
  'write/unsafe-path': entry('error', (v) => `Will not write ${v.path}: ${v.why}`, 'Rename what this file is called after, in the document or in sdkwright.yaml.'),
  'write/collision': entry('error', (v) => `${v.path} and ${v.other} would be one file on a disk that ignores case`, 'Rename one of the two in sdkwright.yaml.'),
  'write/link-outside': entry(
    'error',
    (v) => `Will not write ${v.path}: ${v.link} is a symbolic link that leads out of the output folder`,
    'Remove the link, or choose another output folder.',
  ),
  'write/foreign': entry(
    'error',
    (v) => `Will not write ${v.path}: something that sdkwright did not make is there already`,
    'Move it away, or choose another output folder. Files of your own are safe in `lib/`.',
  ),
  'write/edited': entry(
    'error',
    (v) => `Will not write ${v.path}: it was edited by hand since it was generated`,
    'Move the change to `lib/`, or pass --force to overwrite it.',
  ),
  'write/stale-edited': entry(
    'warning',
    (v) => `${v.path} is not generated any more, but was edited by hand: it stays, and is yours now`,
    'Delete it when you do not need it.',
  ),
  'write/locked': entry(
    'error',
    (v) => `Another run is writing to ${v.folder} (process ${v.pid} on ${v.host})`,
    (v) => `Wait for it to end. If there is no such run, delete ${v.lock}.`,
  ),
} as const satisfies Record<string, Entry>;
