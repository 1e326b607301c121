import { hasUndici } from './platform.js';
import { readable } from './readable.js';
import type { StreamInit } from './transport.js';

/** Bytes of a streamed body that may be held in memory so that a redirect can be followed. */
const MAX_COPY = 1024 * 1024;

/** What fetch has to be told of a body that is not in memory. */
export const streamInit: StreamInit = ({ headers, body, blob, signal }) => {
  // R35: Node's fetch keeps a copy of each body for redirects. Only so it does not; the redirect of a large upload is an error then.
  const large: RequestInit = !(Number(headers['content-length']) <= MAX_COPY) && hasUndici() ? { window: null, redirect: 'error' } : {};
  // Browsers send a Blob without a stream, which most of them can't send at all.
  if (blob) return { ...large, body: blob as Blob };
  return { ...large, body: readable(body, signal), duplex: 'half' } as RequestInit;
};
