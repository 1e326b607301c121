// What a step sends as its body: bytes that are known, or pieces that are made while they are sent.
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

const encoders = {
  gzip: (bytes) => gzipSync(bytes, { level: 1 }),
  deflate: (bytes) => deflateSync(bytes, { level: 1 }),
  'deflate-raw': (bytes) => deflateRawSync(bytes, { level: 1 }),
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
};
const bombs = new Map();

function bomb({ mib, encoding }) {
  const key = `${encoding}:${mib}`;
  if (!bombs.has(key)) bombs.set(key, encoders[encoding](Buffer.alloc(mib * 1024 * 1024, 0x20)));
  return bombs.get(key);
}

/** The default content type and the bytes of a step; `undefined` bytes mean that `pieces` makes them. */
export function bodyOf(step, fill) {
  const text = textOf(step, fill);
  if (step.bomb) return { type: 'application/json', encoding: step.bomb.encoding, bytes: bomb(step.bomb) };
  if (step.fill) return { type: 'application/octet-stream', length: step.fill.bytes, pieces: () => filler(step.fill) };
  if (step.endless) return { type: text.type, pieces: () => endless(step.endless, fill) };
  const plain = step.base64 === undefined ? Buffer.from(text.value) : Buffer.from(step.base64, 'base64');
  const bytes = step.encode ? encoders[step.encode](plain) : plain;
  return { type: text.type, encoding: step.encode?.replace('-raw', ''), bytes };
}

function textOf(step, fill) {
  if (step.json !== undefined) return { type: 'application/json', value: fill(JSON.stringify(step.json)) };
  if (step.sse !== undefined) return { type: 'text/event-stream', value: fill(step.sse) };
  if (step.endless?.sse !== undefined) return { type: 'text/event-stream', value: '' };
  return { type: step.text === undefined ? undefined : 'application/json', value: fill(step.text ?? '') };
}

async function* filler({ bytes, byte = 'a' }) {
  const chunk = Buffer.alloc(Math.min(bytes, 65_536), byte);
  for (let left = bytes; left > 0; left -= chunk.length) yield left < chunk.length ? chunk.subarray(0, left) : chunk;
}

async function* endless({ sse, text = sse, every_ms = 0, count = Infinity, times = 1 }, fill) {
  for (let n = 0; n < count; n++) {
    yield Buffer.from(fill(text).replaceAll('{{index}}', String(n)).repeat(times));
    if (every_ms > 0) await new Promise((resolve) => setTimeout(resolve, every_ms));
  }
}
