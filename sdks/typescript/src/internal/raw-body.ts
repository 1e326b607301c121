import { byteSource, type ByteSource } from './bytes.js';
import { encodeBody, isJSON, whole } from './body.js';
import { streamInit } from './stream-init.js';
import { written } from './text.js';
import type { EncodedBody } from './types.js';

/** Content types of what is no text: a string there is most likely a path. */
const FILE = /^(?:(?:application\/octet-stream|audio|image|video)\b|[^;]*\*)/i;

/** A range (`image/*`) names no type to send: the file's own counts. */
const exact = (contentType: string | undefined): string | undefined => (contentType?.includes('*') ? undefined : contentType);

/** What `toFile` makes: a body that is bytes alone has no place for the name. */
const isNamed = (body: unknown): body is { readonly content: unknown; readonly type?: string } =>
  typeof body === 'object' && body !== null && 'content' in body && typeof (body as { name?: unknown }).name === 'string';

/** Bytes go out as they are read, with their length when it is known. */
const sourced = (source: ByteSource, contentType: string | undefined): EncodedBody => ({
  contentType: exact(contentType) ?? source.type ?? 'application/octet-stream',
  length: source.length,
  start: source.start,
  replayable: source.replayable,
  blob: source.blob,
  streamInit,
});

/** Encodes bytes, files, streams and forms; undefined for everything else. */
export function encodeRaw(body: unknown, contentType: string | undefined): EncodedBody | Promise<EncodedBody> | undefined {
  if (contentType !== undefined && !isJSON(contentType) && isNamed(body)) return encodeBody(body.content, exact(contentType) ?? body.type ?? contentType, encodeRaw);
  const source = written('body', () => byteSource(body));
  if (source) return 'then' in source ? source.then((bytes) => sourced(bytes, contentType)) : sourced(source, contentType);
  if (contentType !== undefined && FILE.test(contentType)) throw new TypeError(`Expected bytes for a body of type ${contentType} but received ${typeof body}`);
  return contentType !== undefined && body instanceof URLSearchParams ? whole(String(body), contentType) : undefined;
}
