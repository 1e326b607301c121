// How each language's driver is started.
import { join } from 'node:path';
import { interpreter, pythonEnv } from '../../scripts/lib/python.mjs';
import { env } from '../../scripts/lib/setup.mjs';

const drivers = join(import.meta.dirname, 'drivers');

/** The languages whose SDKs are called. */
export const languages = [
  { name: 'typescript', command: 'node', args: [join(drivers, 'typescript.mjs')], env },
  { name: 'python', command: interpreter, args: ['-X', 'utf8', join(drivers, 'python.py')], env: pythonEnv() },
];
