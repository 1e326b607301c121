// The drivers: how each language's is started.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const typescript = join(here, 'drivers', 'typescript', 'driver.mjs');

/** Where the generated SDK of a language stands. */
export const sdkFolder = (language) => join(here, '.sdk', language);

/** Every language that has a driver; `ready` tells whether its SDK has been generated and built. */
export const languages = [
  { name: 'typescript', command: [process.execPath, '--expose-gc', typescript, sdkFolder('typescript')] },
  { name: 'typescript (fetch)', command: [process.execPath, '--expose-gc', typescript, sdkFolder('typescript'), '--fetch'] },
].map((language) => ({ ...language, ready: () => existsSync(join(sdkFolder('typescript'), 'operations.json')) }));
