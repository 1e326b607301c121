#!/usr/bin/env node
import module from 'node:module';
import v8 from 'node:v8';

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

// Versions 22 to 24 let the heap's young part grow to a hundred megabytes, which a short run gains nothing from; later ones may not know the flag.
const [major = 0] = process.versions.node.split('.').map(Number);
// One thread clears the small part that is left faster than several that have to meet for it.
if (major >= 22 && major <= 24) for (const flag of ['--semi-space-growth-factor=1', '--no-parallel-scavenge']) v8.setFlagsFromString(flag);

// The formatter's allocator asks for huge pages: clearing them costs more than formatting does, and a fifth of the peak of memory.
process.env['MIMALLOC_ALLOW_THP'] ??= '0';

try {
  const { run } = await import('./run.js');
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const { reportBug } = await import('./bug.js');
  process.exitCode = reportBug(error);
}
