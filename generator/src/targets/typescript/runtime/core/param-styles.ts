import { encodePathParam } from '../internal/path-styles.js';
import { encodeCookieParam, encodeHeaderParam, encodeQuery } from '../internal/query.js';
import type { ParamCodec } from '../internal/types.js';

/** Writes parameters in every style of OpenAPI 3.0 to 3.2: passed by the operations that have more than plain ones. */
export const paramStyles: ParamCodec = { query: encodeQuery, path: encodePathParam, header: encodeHeaderParam, cookie: encodeCookieParam };
