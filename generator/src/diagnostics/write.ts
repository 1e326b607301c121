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
    (v) => `Move it away, or choose another output folder.${v.yours ? ` Files of your own are safe in \`${v.yours}\`.` : ''}`,
  ),
  'write/edited': entry(
    'error',
    (v) => `Will not write ${v.path}: it was edited by hand since it was generated`,
    (v) => `Move the change to ${v.yours ? `\`${v.yours}\`` : 'a file of your own'}, or pass --force to overwrite it.`,
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
  'write/failed': entry('error', (v) => `Cannot write ${v.path}: ${v.why}`, (v) => v.help ?? ''),
  'write/interrupted': entry(
    'error',
    (v) => `Writing stopped midway, at ${v.path}: ${v.why}`,
    (v) => `${v.help} The next run finishes what this one began.`,
  ),
  'write/journal': entry(
    'error',
    (v) => `${v.path} is not what sdkwright writes: it is damaged, or another program's`,
    'A run that was cut off notes there what it had still to do. Pass --force to set the file aside (it is renamed, not deleted) and generate anew.',
  ),
  'write/journal-aside': entry('warning', (v) => `A journal that can't be read was set aside as ${v.path}`, 'Delete it when you do not need it.'),
  'write/manifest': entry(
    'error',
    (v) => `${v.path} is damaged, so that nothing says which files are generated`,
    'Restore it from version control; after a merge conflict, either side will do. With --force it is written anew where the files are as generated.',
  ),
} as const satisfies Record<string, Entry>;
