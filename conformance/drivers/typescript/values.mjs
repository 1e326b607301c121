// Special values of the protocol and their JavaScript counterparts; see conformance/README.md, "Values".
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { openAsBlob } from 'node:fs';

const makers = {
  $int: (text) => BigInt(text),
  $none: () => undefined,
  $bytes: (base64) => new Uint8Array(Buffer.from(base64, 'base64')),
  $stream: (spec) => pieces(spec),
  $reader: (spec) => ReadableStream.from(pieces(spec)),
  $invalid: (what) => invalid[what](),
};

/** Stands for a promise until nothing would await it any more. */
const PENDING = Symbol('pending');

/** What no caller should pass. */
const invalid = {
  pending: () => PENDING,
  cycle: () => {
    const value = { name: 'cycle' };
    return Object.assign(value, { self: value });
  },
  'cyclic-list': () => {
    const list = [1];
    list.push(list);
    return list;
  },
};

async function* pieces({ bytes, chunk = 65_536, text, fail_after: failAfter = Infinity }) {
  if (text !== undefined) return void (yield new TextEncoder().encode(text));
  const piece = new Uint8Array(chunk).fill(97);
  for (let at = 0; at < bytes; at += chunk) {
    if (at >= failAfter) throw new Error('the source failed');
    yield bytes - at < chunk ? piece.subarray(0, bytes - at) : piece;
  }
}

/** A value of the protocol as the SDK's caller would pass it; `sdk` gives `toFile`. */
export async function decode(value, sdk) {
  if (Array.isArray(value)) return Promise.all(value.map((one) => decode(one, sdk)));
  if (value === null || typeof value !== 'object') return value;
  const [key] = Object.keys(value);
  if (key in makers) return makers[key](value[key]);
  if (key === '$file') return file(value.$file, sdk);
  const entries = await Promise.all(Object.entries(value).map(async ([name, one]) => [name, await decode(one, sdk)]));
  return Object.fromEntries(entries);
}

/** The arguments by name, promises among them put back. */
export const withPending = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === PENDING ? Promise.resolve('not awaited') : value]));

async function file({ path, text, name, type, as }, sdk) {
  if (as === 'stream') return createReadStream(path);
  const content = path === undefined ? new TextEncoder().encode(text) : await openAsBlob(path);
  return as === 'blob' ? content : sdk.toFile(content, name, type === undefined ? undefined : { type });
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** What the SDK gave, as plain JSON of the protocol. */
export function encode(value) {
  if (value === undefined) return { $none: true };
  if (typeof value === 'bigint') return value <= MAX_SAFE && value >= -MAX_SAFE ? Number(value) : { $int: String(value) };
  if (value instanceof Uint8Array) return digest(value);
  if (Array.isArray(value)) return value.map(encode);
  if (value !== null && typeof value === 'object') return encodeObject(value);
  if (typeof value === 'string' && value.length > 1_000_000) return `${value.slice(0, 1000)}… (${value.length} characters)`;
  return typeof value === 'function' ? { $function: true } : value;
}

function encodeObject(value) {
  const own = Object.entries(value).filter(([name, one]) => typeof one !== 'function' && !name.startsWith('_'));
  return Object.fromEntries(own.filter(([, one]) => one !== undefined).map(([name, one]) => [name, encode(one)]));
}

/** Size, hash and (where small) text of bytes. */
export function digest(bytes) {
  const text = bytes.length <= 4096 ? Buffer.from(bytes).toString('utf8') : undefined;
  return { $bytes: { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), ...(text === undefined ? {} : { text }) } };
}
