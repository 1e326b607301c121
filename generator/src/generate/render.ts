import { availableParallelism } from 'node:os';
import { format } from '../format/index.js';
import type { PlannedFile } from '../targets/target.js';
import type { OutputFile } from '../write/index.js';

/**
 * Renders files and formats them: while one is being rendered here, others are formatted on native threads. No more are under way
 * than there are threads, so that memory holds few texts twice.
 */
export async function renderFiles(planned: readonly PlannedFile[]): Promise<OutputFile[]> {
  const limit = availableParallelism() + 1;
  const done = new Array<OutputFile>(planned.length);
  const underWay = new Set<Promise<void>>();
  for (const [index, file] of planned.entries()) {
    if (underWay.size >= limit) await Promise.race(underWay);
    const work = finish(file).then((output) => {
      done[index] = output;
      underWay.delete(work);
    });
    work.catch(() => undefined); // reported by race or all below, even when another failed first
    underWay.add(work);
  }
  await Promise.all(underWay);
  return done;
}

async function finish({ path, owner, render, format: language }: PlannedFile): Promise<OutputFile> {
  const text = render();
  return { path, owner, text: language ? await format({ path, text, language }) : text };
}
