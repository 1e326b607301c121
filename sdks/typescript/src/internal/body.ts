import { need } from './need.js';
import { stringifyJSON } from './json.js';
import { written } from './text.js';
import type { BodyEncoder, EncodedBody } from './types.js';

/** Encodes what is neither JSON nor text; undefined for what it does not know. */
export type RawEncoder = (body: unknown, contentType: string | undefined) => EncodedBody | Promise<EncodedBody> | undefined;

const isEncoder = (body: object): body is BodyEncoder => typeof (body as Partial<BodyEncoder>).encodeBody === 'function';

/** True for what holds bytes, or brings them: as JSON it would be nonsense. */
const isRaw = (body: object): boolean =>
  ArrayBuffer.isView(body) || body instanceof ArrayBuffer || Symbol.asyncIterator in body || ['arrayBuffer', 'getReader'].some((name) => typeof (body as Record<string, unknown>)[name] === 'function');

/** True for `application/json` and its kin. */
export const isJSON = (contentType: string): boolean => /[/+]json\b/i.test(contentType);

/** A body in memory. */
export const whole = (data: string, contentType: string): EncodedBody => ({ contentType, length: undefined, start: () => data, replayable: true });

/**
 * Makes a request body ready to send, once a call: values are JSON unless `contentType` names another type, then text; bytes,
 * files and streams go through `raw`, where the client or the operation has it.
 * @throws TypeError when an object is to be sent in a type that has no encoding here.
 */
export function encodeBody(body: unknown, contentType: string | undefined, raw: RawEncoder | undefined): EncodedBody | Promise<EncodedBody> {
  if (typeof body === 'object' && body !== null) {
    if (isEncoder(body)) {
      const encoded = body.encodeBody();
      const typed = (own: EncodedBody) => (contentType === undefined ? own : { ...own, contentType });
      return 'then' in encoded ? encoded.then(typed) : typed(encoded);
    }
    if (!raw && isRaw(body)) need(raw, 'A body of bytes');
  }
  const encoded = raw?.(body, contentType);
  if (encoded) return encoded;
  if (contentType === undefined || isJSON(contentType)) return whole(written('body', () => stringifyJSON(body)), contentType ?? 'application/json');
  if (typeof body === 'object') throw new TypeError(`Expected a string or bytes for a body of type ${contentType} but received object`);
  return whole(String(body), contentType);
}
