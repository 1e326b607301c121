// The drivers: how each language's is started.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
/** The TypeScript driver's program. */
export const driver = join(here, 'drivers', 'typescript', 'driver.mjs');

/** Where the generated SDK of a language stands. */
export const sdkFolder = (language) => join(here, '.sdk', language);

/** Every language that has a driver; `lacks` names what its callers cannot do, `ready` tells whether its SDK has been generated and built. */
export const languages = [
  { name: 'typescript', command: [process.execPath, '--expose-gc', driver, sdkFolder('typescript')] },
  { name: 'typescript (fetch)', command: [process.execPath, '--expose-gc', driver, sdkFolder('typescript'), '--fetch'], lacks: ['connections'] },
].map((language) => ({ ...language, ready: () => existsSync(join(sdkFolder('typescript'), 'operations.json')) }));
