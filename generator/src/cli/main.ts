#!/usr/bin/env node
import module from 'node:module';
import { openHeap } from './heap.js';

let unprinted = false;

// A reader that went away (`sdkwright … | head`) is no failure: what is printed from then on is lost, the work and its exit code are not.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', ({ code = '', message }: NodeJS.ErrnoException) => {
    if (['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'].includes(code)) return;
    if (stream === process.stdout) process.stderr.write(`Cannot write to standard output: ${message}\n`);
    unprinted = true;
  });
}
process.on('exit', () => {
  if (unprinted && process.exitCode === 0) process.exitCode = 3; // the code for output that can't be written
});

// Newer versions of Node keep compiled code from run to run when asked; what is imported after this starts faster.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

openHeap();

// The formatter's allocator asks for huge pages, and keeps what it has freed: clearing the one costs more than formatting does, and both
// together a quarter of the peak of memory.
process.env['MIMALLOC_ALLOW_THP'] ??= '0';
process.env['MIMALLOC_PURGE_DELAY'] ??= '0';

try {
  const { run } = await import('./run.js');
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const { reportBug } = await import('./bug.js');
  process.exitCode = reportBug(error);
}
