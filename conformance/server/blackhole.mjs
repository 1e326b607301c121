// An address that accepts no connection and refuses none: a stopped process whose backlog is full.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

const listener = `const s = require('node:net').createServer(); s.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(s.address().port));
process.stdin.on('end', () => process.exit()).resume();`;

/** Opens a port of 127.0.0.1 on which connecting neither succeeds nor fails; `close` ends it. */
export async function openBlackhole() {
  const child = spawn(process.execPath, ['-e', listener], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const port = Number(String(line).trim());
  child.kill('SIGSTOP');
  const fillers = Array.from({ length: 6 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    port,
    close: () => {
      for (const socket of fillers) socket.destroy();
      child.kill('SIGKILL');
    },
  };
}
