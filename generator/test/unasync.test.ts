import { expect, test } from 'vitest';
// @ts-expect-error The script is plain JavaScript.
import { drift, images, unasync } from '../scripts/unasync.mjs';

test('the blocking half of the Python runtime is the image of the asynchronous half', () => {
  expect((images() as unknown[]).length).toBeGreaterThan(5);
  expect(drift()).toEqual([]);
});

test('an image waits nowhere and names the blocking classes', () => {
  const source = [
    'from .held import AsyncHeldBody',
    '',
    'class AsyncThing:',
    '    async def run(self) -> Awaitable[T]:',
    '        async for piece in self._pieces():',
    '            await self._client.aclose()',
  ].join('\n');
  expect((unasync as (text: string) => string)(source)).toBe(
    ['from .held import HeldBody', '', 'class Thing:', '    def run(self) -> T:', '        for piece in self._pieces():', '            self._client.close()'].join('\n'),
  );
});
