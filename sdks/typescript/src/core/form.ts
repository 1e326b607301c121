import { encodeQuery } from '../internal/query.js';
import { isRecord } from '../internal/text.js';
import type { BodyEncoder, ParamStyle, ParamStyles } from '../internal/types.js';

/**
 * An `application/x-www-form-urlencoded` body: arrays repeat the name and objects are JSON texts, as OpenAPI has it, unless
 * `styles` says otherwise by the name of the field. Spaces are `+`, null is an empty value, and undefined is left out.
 */
export function form(body: object | null | undefined, styles: ParamStyles = {}): BodyEncoder {
  return {
    // What cannot be encoded fails the call, and not the method that makes it.
    encodeBody: () => {
      const own = Object.entries(body ?? {}).map(([name, value]): [string, ParamStyle] => [name, styles[name] ?? (isRecord(value) ? { style: 'json' } : {})]);
      // A plus sign of a value is encoded, and every %20 is a space.
      const text = encodeQuery(body ?? {}, Object.fromEntries(own)).replaceAll('%20', '+');
      return { contentType: 'application/x-www-form-urlencoded', length: undefined, start: () => text, replayable: true };
    },
  };
}
