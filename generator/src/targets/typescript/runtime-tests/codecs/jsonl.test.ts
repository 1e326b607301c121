import { describe, expect, it } from 'vitest';
import { jsonl } from '../../runtime/core/jsonl.js';
import { LineParser } from '../../runtime/internal/lines.js';
import { collect, sourceOf, split } from './source.js';

describe('R34 JSON lines', () => {
  it.each([1, 2, 7, 1000])('R34 LF, CRLF, blank lines and a last line without end, by %s bytes', async (size) => {
    const text = '\ufeff{"a":1}\r\n\n  \n"x\u2028é"\n[1,\r2]\n\u001e{"b":9007199254740993}\nnull\n12';
    expect(await collect(jsonl().open(sourceOf(split(text, size))))).toEqual([{ a: 1 }, 'x\u2028é', [1, 2], { b: 9007199254740993n }, null, 12]);
  });

  it('R34 takes linear time by one character', () => {
    const time = (length: number) => {
      const parser = new LineParser();
      const out: string[] = [];
      const start = process.cpuUsage().user;
      for (const char of `"${'x'.repeat(length)}"\n`) parser.feed(char, out);
      expect(out[0]?.length).toBe(length + 2);
      return process.cpuUsage().user - start;
    };
    time(200_000);
    expect(time(1_600_000)).toBeLessThan(24 * Math.max(time(200_000), 5_000));
  });

  it('R31 a drop is a connection error; R32 leaving cancels', async () => {
    await expect(collect(jsonl().open(sourceOf(['1\n', new Error('reset')])))).rejects.toMatchObject({ name: 'APIConnectionError' });
    const source = sourceOf(['1\n2\n', '3\n']);
    for await (const item of jsonl().open(source)) if (item === 2) break;
    expect(source.seen).toEqual({ cancelled: true, pulled: 1 });
  });

  it('an empty body is an empty stream, and half a value is an error', async () => {
    expect(await collect(jsonl().open(sourceOf([])))).toEqual([]);
    await expect(collect(jsonl().open(sourceOf(['{"a":1}\n{"b"'])))).rejects.toThrow();
  });
});
