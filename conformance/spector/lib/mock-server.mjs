// The suite's mock server on a free loopback port, as a process of its own: prints the port, ends with its parent's input.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { out, packages } from './install.mjs';

const { MockApiApp } = await import(pathToFileURL(join(packages, '@typespec', 'spector', 'dist', 'src', 'app', 'app.js')).href);
const app = new MockApiApp({ port: 0, scenarioPath: join(packages, '@typespec', 'http-specs', 'specs'), coverageFile: join(out, 'coverage.json') });
await app.start();
console.log(`ready ${app.resolverConfig.baseUrl}`);
process.stdin.on('end', () => process.exit(0)).resume();
