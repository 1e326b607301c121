// Reads a request body into the record: size, hash, and the text where it is small.
import { createHash } from 'node:crypto';

const KEPT = 65_536;
const HASHED = 64 * 1024 * 1024;

/** Consumes the body of `request`; resolves when it is complete or the client is gone. */
export function receive({ request, entry, now, slow }) {
  const hash = createHash('sha256');
  const kept = [];
  let size = 0;
  request.on('data', (chunk) => {
    if (size < HASHED) hash.update(chunk);
    if (size < KEPT) kept.push(chunk);
    size += chunk.length;
    if (slow) {
      request.pause();
      setTimeout(() => request.resume(), chunk.length / slow);
    }
  });
  return new Promise((resolve) => {
    const done = (complete) => {
      if (entry.body) return;
      const bytes = Buffer.concat(kept).subarray(0, KEPT);
      const whole = size <= KEPT;
      entry.body = { size, complete, sha256: hash.digest('hex'), ...(whole ? textOf(bytes) : {}) };
      entry.body_done_at = now();
      resolve();
    };
    request.on('end', () => done(true));
    request.on('close', () => done(request.complete));
  });
}

function textOf(bytes) {
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? { text } : { base64: bytes.toString('base64') };
}
