import { APIResponseValidationError } from '../core/error.js';
import { concat, readSome } from './collect.js';
import { decodeText } from './outcome.js';
import type { StreamSource } from './types.js';

/** One value or page, and no stream, whatever was asked for. Servers send streams as plain text, and without any type. */
const WHOLE = /^(?:application\/(?:(?!stream\+)[\w.-]+\+)?(?:json|xml)|text\/(?:html|xml))$/;

/** Bytes of what is no stream that its error keeps. */
const KEPT = 1024 * 1024;

/** Refuses a response that is no stream: it would be read as an empty one. Undefined when it may be one. */
export function refuseWhole(source: StreamSource, accept: string): Promise<never> | undefined {
  const type = source.response.headers.get('content-type') ?? '';
  const essence = type.split(';', 1)[0]!.trim().toLowerCase();
  // A document may call its streams what it likes.
  return WHOLE.test(essence) && !accept.toLowerCase().split(/[\s,;]+/).includes(essence) ? refuse(source, type) : undefined;
}

async function refuse({ response, requestID, connectionError }: StreamSource, type: string): Promise<never> {
  const { status, headers, body } = response;
  const pieces = await readSome(body, KEPT);
  const text = decodeText(concat(pieces, pieces.reduce((size, piece) => size + piece.length, 0)));
  const message = `The response is no stream: its content type is ${type.slice(0, 100)}`;
  throw connectionError(new APIResponseValidationError(message, { status, headers, requestID, body: text }));
}
