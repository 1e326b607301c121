// The drivers: how each language's is started.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { interpreter } from '../scripts/lib/python.mjs';

const here = import.meta.dirname;
/** The TypeScript driver's program. */
export const driver = join(here, 'drivers', 'typescript', 'driver.mjs');

/** Where the generated SDK of a language stands. */
export const sdkFolder = (language) => join(here, '.sdk', language);

/** How the TypeScript driver is started for the SDK in a folder. */
export const typescriptCommand = (folder, ...flags) => [process.execPath, '--expose-gc', driver, folder, ...flags];

/** How the Python driver is started for the SDK in a folder. */
export const pythonCommand = (folder, ...flags) => [interpreter, '-X', 'utf8', join(here, 'drivers', 'python', 'driver.py'), folder, ...flags];

const typescript = sdkFolder('typescript');
const python = sdkFolder('python');
/** Resident memory is read where Linux tells it. */
const pythonLacks = existsSync('/proc/self/statm') ? [] : ['memory'];

/** Every way in which a language is used; `lacks` names what its callers cannot do, `ready` tells whether its SDK has been generated and built. */
export const languages = [
  { name: 'typescript', folder: typescript, command: typescriptCommand(typescript) },
  { name: 'typescript (fetch)', folder: typescript, command: typescriptCommand(typescript, '--fetch'), lacks: ['connections'] },
  { name: 'python', folder: python, command: pythonCommand(python), lacks: pythonLacks },
  { name: 'python (httpcore)', folder: python, command: pythonCommand(python, '--httpcore'), lacks: pythonLacks },
  { name: 'python (sync)', folder: python, command: pythonCommand(python, '--sync'), lacks: ['cancel', ...pythonLacks] },
].map((language) => ({ ...language, ready: () => existsSync(join(language.folder, '.made')) }));
