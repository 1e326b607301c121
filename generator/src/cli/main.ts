#!/usr/bin/env node
import module from 'node:module';

// A reader that went away (`sdkwright … | head`) ends the program without a word.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

// Newer versions of Node keep compiled code from run to run when asked; what is imported after this starts faster.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

try {
  const { run } = await import('./run.js');
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const { reportBug } = await import('./bug.js');
  process.exitCode = reportBug(error);
}
