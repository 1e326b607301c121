import { availableParallelism } from 'node:os';
import { format, formatBatch } from '../format/index.js';
import type { PlannedFile } from '../targets/target.js';
import type { OutputFile } from '../write/index.js';

/** Characters that are formatted at once: enough to make a call cheap, few enough that all threads have work and memory holds few texts twice. */
const batchSize = 64 * 1024;

/** A file that was rendered, and its place among all. */
interface Waiting {
  readonly index: number;
  readonly path: string;
  readonly text: string;
  readonly language: 'typescript';
}

/**
 * Renders files and formats them: while some are being rendered here, others are formatted on native threads. No more batches are under way
 * than there are threads, so that memory holds few texts twice.
 */
export async function renderFiles(planned: readonly PlannedFile[]): Promise<OutputFile[]> {
  const texts = new Array<string>(planned.length);
  const start = limited(availableParallelism() + 1);
  const finish = async (batch: readonly Waiting[]): Promise<void> => {
    const formatted = await formatBatch(batch);
    for (const [position, { index }] of batch.entries()) texts[index] = formatted[position] ?? '';
  };
  let batch: Waiting[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    const full = batch;
    [batch, size] = [[], 0];
    if (full.length > 0) await start.begin(() => finish(full));
  };
  for (const [index, { path, render, format: language }] of planned.entries()) {
    const text = render();
    texts[index] = text;
    if (language === 'typescript') {
      batch.push({ index, path, text, language });
      size += text.length;
      if (size >= batchSize) await flush();
    } else if (language) {
      await start.begin(async () => {
        texts[index] = await format({ path, text, language });
      });
    }
  }
  await flush();
  await start.end();
  return planned.map(({ path, owner }, index) => ({ path, owner, text: texts[index] ?? '' }));
}

/** Work of which no more than `limit` pieces are under way. */
interface Limited {
  /** Starts a piece as soon as there is room for it. */
  begin(work: () => Promise<void>): Promise<void>;
  /** Waits for what is under way. */
  end(): Promise<void>;
}

function limited(limit: number): Limited {
  const underWay = new Set<Promise<void>>();
  return {
    begin: async (work) => {
      if (underWay.size >= limit) await Promise.race(underWay);
      const piece = work().then(() => void underWay.delete(piece));
      piece.catch(() => undefined); // reported by race or all, even when another failed first
      underWay.add(piece);
    },
    end: async () => {
      await Promise.all(underWay);
    },
  };
}
