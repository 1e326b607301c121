/** The parts of a web stream's reader that are used here. */
interface ByteStream {
  getReader(): { read(): Promise<{ done: boolean; value?: unknown }>; cancel(reason?: unknown): Promise<void> };
}

/** What is read from Node's file streams, without Node's types. */
interface FileStream extends AsyncIterable<unknown> {
  readonly path: unknown;
  readonly start?: number;
  readonly end?: number;
  readonly bytesRead: number;
  destroy(): void;
}

interface NodeFs {
  stat(path: unknown, done: (error: unknown, stats: { size: number; isFile(): boolean }) => void): void;
  createReadStream(path: unknown, options: { start: number; end: number; highWaterMark: number }): AsyncIterable<unknown>;
}

/** Bytes that a caller gave in any of the forms of `Uploadable`. */
export interface ByteSource {
  /** Bytes in all; undefined when only the end tells. */
  readonly length: number | undefined;
  readonly type: string | undefined;
  readonly name: string | undefined;
  readonly replayable: boolean;
  readonly start: () => Uint8Array | AsyncIterable<Uint8Array>;
  /** The same as Blob or bytes, where a browser can send it without a stream. */
  readonly blob?: Blob | Uint8Array;
}

type Shape = Record<string, unknown>;
const has = (value: Shape, ...methods: string[]): boolean => methods.every((name) => typeof value[name] === 'function');

function toBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  if (typeof chunk === 'string') return new TextEncoder().encode(chunk);
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk);
  throw new TypeError(`Expected a stream of bytes or strings but received ${typeof chunk}`);
}

/** Reads a web stream piece by piece; leaving early cancels it. Not every runtime can iterate such streams itself. */
async function* readStream(stream: ByteStream): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let done = false;
  try {
    for (;;) {
      const result = await reader.read();
      done = result.done;
      if (done) return;
      yield toBytes(result.value);
    }
  } finally {
    if (!done) await reader.cancel();
  }
}

async function* readIterable(iterable: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const piece of iterable) {
    const bytes = toBytes(piece);
    // R35: V8 collects buffers that were sent with the garbage of its small heap: some of that keeps both few (16 MiB instead of 33).
    void new Array(bytes.length >> 3);
    yield bytes;
  }
}

/** A module of Node, so that bundlers for browsers see no import; undefined elsewhere. */
function nodeFs(): NodeFs | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  return process?.getBuiltinModule?.('node:fs') as NodeFs | undefined;
}

/** A stream of unknown length that can be read once. */
const once = (start: () => AsyncIterable<Uint8Array>, name?: string): ByteSource => ({
  length: undefined,
  type: undefined,
  name,
  replayable: false,
  start,
});

/** With pieces of 64 KiB, Node 20 lets more than 32 MiB of sent ones pile up before it collects them. */
const FILE_PIECE = 32 * 1024;

/** A file stream of Node that nothing was read from yet: its length is known, and the file is opened for each attempt. */
async function fileSource(stream: FileStream): Promise<ByteSource> {
  const { path, start = 0, bytesRead } = stream;
  const name = String(path).replace(/^.*[/\\]/, '');
  const fs = nodeFs();
  const size = await new Promise<number | undefined>((resolve) => {
    if (!fs || bytesRead > 0) resolve(undefined);
    else fs.stat(path, (error, stats) => resolve(error || !stats.isFile() ? undefined : stats.size));
  });
  if (!fs || size === undefined) return once(() => readIterable(stream), name);
  stream.destroy();
  const end = Math.min(stream.end ?? Infinity, size - 1);
  const length = Math.max(0, end - start + 1);
  const open = () => readIterable(fs.createReadStream(path, { start, end, highWaterMark: FILE_PIECE }));
  return { length, type: undefined, name, replayable: true, start: length === 0 ? () => new Uint8Array() : open };
}

function responseSource(value: Shape): ByteSource {
  const headers = value['headers'] as { get(name: string): string | null };
  const length = Number(headers.get('content-encoding') ? NaN : (headers.get('content-length') ?? NaN));
  const url = typeof value['url'] === 'string' ? value['url'] : '';
  return {
    length: Number.isSafeInteger(length) ? length : undefined,
    type: headers.get('content-type') ?? undefined,
    name: /([^/?#]+)(?:[?#].*)?$/.exec(url.replace(/^\w+:\/\/[^/]*/, ''))?.[1],
    replayable: false,
    start: () => (value['body'] ? readStream(value['body'] as ByteStream) : new Uint8Array()),
  };
}

/**
 * Recognises bytes by their shape, since streams and files of other realms and libraries are no instances of our globals.
 * Undefined for everything else, which is a value to encode. @throws TypeError for a promise, which would be sent as `{}`.
 */
export function byteSource(value: unknown): ByteSource | Promise<ByteSource> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    const bytes = toBytes(value);
    return { length: bytes.length, type: undefined, name: undefined, replayable: true, start: () => bytes, blob: bytes };
  }
  const shape = value as Shape;
  if (has(shape, 'then')) throw new TypeError('it is a Promise: await it first');
  if (has(shape, 'stream', 'arrayBuffer') && typeof shape['size'] === 'number') {
    const blob = value as Blob;
    const name = typeof shape['name'] === 'string' ? shape['name'] : undefined;
    return { length: blob.size, type: blob.type || undefined, name, replayable: true, start: () => readStream(blob.stream()), blob };
  }
  if (has(shape, 'arrayBuffer', 'text') && 'body' in shape) return responseSource(shape);
  if (has(shape, 'getReader')) return once(() => readStream(value as ByteStream));
  if (!(Symbol.asyncIterator in value)) return undefined;
  if (typeof shape['bytesRead'] === 'number' && shape['path'] && has(shape, 'pipe', 'destroy')) return fileSource(value as FileStream);
  return once(() => readIterable(value as AsyncIterable<unknown>));
}
