import { APIResponseValidationError } from '../core/error.js';
import { readStart } from './collect.js';
import { decodeText } from './outcome.js';
import type { StreamSource } from './types.js';

/** One value or page, and no stream, whatever was asked for. Servers send streams as plain text, and without any type. */
const WHOLE = /^\s*(?:application\/(?:(?!stream\+)[\w.-]+\+)?(?:json|xml)|text\/(?:html|xml))\s*(?:;|$)/i;

/** Bytes of what is no stream that its error keeps. */
const KEPT = 1024 * 1024;

/** Refuses a response that is no stream: it would be read as an empty one. Undefined when it may be one. */
export function refuseWhole(source: StreamSource): Promise<never> | undefined {
  const type = source.response.headers.get('content-type') ?? '';
  return WHOLE.test(type) ? refuse(source, type) : undefined;
}

async function refuse({ response, requestID, connectionError }: StreamSource, type: string): Promise<never> {
  const { status, headers, body } = response;
  const text = decodeText(await readStart(body, KEPT));
  throw connectionError(new APIResponseValidationError(`The response is no stream: its content type is ${type}`, { status, headers, requestID, body: text }));
}
