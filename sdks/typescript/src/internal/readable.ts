/** A web stream over the pieces; nothing is read before it is asked for, and nothing after `signal` has aborted. */
export function readable(pieces: AsyncIterable<Uint8Array>, signal?: AbortSignal): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // R10: some hosts go on reading a body whose request has ended.
        if (signal?.aborted) {
          controller.error(signal.reason);
          await iterator.return?.();
          return;
        }
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel(reason) {
        await iterator.return?.(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
