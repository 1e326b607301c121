import { isRecord, toText, encodeText } from './text.js';
import { need } from './need.js';
import type { ParamCodec, ParamStyles } from './types.js';

/** A value that needs no style. @throws APIError for an object: how that is written is for the codec of styles to know. */
export const plain = (name: string, value: unknown): unknown => (isRecord(value) ? need(undefined, `The object \`${name}\``) : value);

/** Encodes query parameters, without the `?`: by their styles where there is a codec, else as OpenAPI has values and lists by default. */
export function encodeQuery(query: object, styles: ParamStyles | undefined, codec: ParamCodec | undefined): string {
  if (codec) return codec.query(query, styles);
  const pairs = Object.entries(query).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [plain(name, value)])
      .filter((member) => member !== undefined)
      .map((member) => `${encodeText(name)}=${encodeText(toText(member))}`),
  );
  return pairs.join('&');
}
