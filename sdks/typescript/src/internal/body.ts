import { byteSource, type ByteSource } from './bytes.js';
import { stringifyJSON } from './json.js';
import type { BodyEncoder, EncodedBody } from './types.js';

const isEncoder = (body: unknown): body is BodyEncoder =>
  typeof body === 'object' && body !== null && typeof (body as Partial<BodyEncoder>).encodeBody === 'function';

/** Goes on at once with what is there: only files are waited for. */
const when = <A extends object, B>(value: A | Promise<A>, next: (value: A) => B): B | Promise<B> => ('then' in value ? value.then(next) : next(value));

/** What `toFile` makes: a body that is bytes alone has no place for the name. */
const isNamed = (body: unknown): body is { readonly content: unknown } =>
  typeof body === 'object' && body !== null && 'content' in body && typeof (body as { name?: unknown }).name === 'string';

const isJSON = (contentType: string): boolean => /[/+]json\b/i.test(contentType);

/** A body in memory. */
const whole = (data: string | Uint8Array, contentType: string | undefined): EncodedBody => ({
  contentType,
  length: typeof data === 'string' ? undefined : data.length,
  start: () => data,
  replayable: true,
});

/** Bytes go out as they are read, with their length when it is known. */
const sourced = (source: ByteSource, contentType: string | undefined): EncodedBody => ({
  contentType: contentType ?? source.type ?? 'application/octet-stream',
  length: source.length,
  start: source.start,
  replayable: source.replayable,
  blob: source.blob,
});

/**
 * Makes a request body ready to send, once a call. Bytes, files and streams go as they are; everything else is JSON, unless
 * `contentType` names another type.
 * @throws TypeError when an object is to be sent in a type that has no encoding here.
 */
export function encodeBody(body: unknown, contentType?: string): EncodedBody | Promise<EncodedBody> {
  if (contentType !== undefined && !isJSON(contentType) && isNamed(body)) return encodeBody(body.content, contentType);
  if (isEncoder(body)) return when(body.encodeBody(), (encoded) => (contentType === undefined ? encoded : { ...encoded, contentType }));
  const source = byteSource(body);
  if (source) return when(source, (bytes) => sourced(bytes, contentType));
  if (contentType === undefined || isJSON(contentType)) return whole(stringifyJSON(body), contentType ?? 'application/json');
  if (body instanceof URLSearchParams || typeof body !== 'object') return whole(String(body), contentType);
  throw new TypeError(`Expected a string or bytes for a body of type ${contentType} but received an object`);
}
