// Starts the server as a process of its own: prints one line of JSON with its port, ends when standard input ends.
import { startServer } from './server.mjs';

const server = await startServer();
console.log(JSON.stringify({ port: server.port, ca: server.ca }));
process.stdin.on('end', () => void server.stop().then(() => process.exit(0))).resume();
process.on('uncaughtException', (error) => console.error(error));
