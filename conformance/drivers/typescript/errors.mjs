// Errors of the TypeScript SDK as the protocol names them.
import { inspect } from 'node:util';
import { encode } from './values.mjs';

const kinds = {
  BadRequestError: 'bad_request',
  AuthenticationError: 'authentication',
  PermissionDeniedError: 'permission_denied',
  NotFoundError: 'not_found',
  ConflictError: 'conflict',
  UnprocessableEntityError: 'unprocessable_entity',
  RateLimitError: 'rate_limit',
  InternalServerError: 'internal_server',
  APIConnectionTimeoutError: 'timeout',
  APIUserAbortError: 'user_abort',
  APIConnectionError: 'connection',
  StreamInterruptedError: 'stream_interrupted',
  StreamEventError: 'stream_event',
  APIResponseValidationError: 'response_validation',
  ResponseTooLargeError: 'too_large',
  WebhookVerificationError: 'webhook',
  APIError: 'api',
};

function kindOf(error) {
  for (let one = error; one && one !== Object.prototype; one = Object.getPrototypeOf(one)) {
    const kind = kinds[one.constructor?.name];
    if (kind) return kind;
  }
  return 'raw';
}

function dumpOf(error) {
  const parts = [String(error), inspect(error, { depth: 6, showHidden: true }), error?.stack];
  try {
    parts.push(JSON.stringify(error));
  } catch (unwritable) {
    parts.push(`not JSON: ${unwritable.message}`);
  }
  return parts.join('\n').slice(0, 60_000);
}

function causes(error) {
  const chain = [];
  for (let one = error?.cause; one !== undefined && one !== null && chain.length < 8; one = one.cause) chain.push(one);
  return chain;
}

/** The protocol's description of `error`; `reason` is what the caller cancelled with. */
export function describeError(error, reason) {
  const chain = [error, ...causes(error)];
  return {
    kind: kindOf(error),
    name: error?.constructor?.name,
    message: String(error?.message),
    status: error?.status,
    code: error?.code,
    request_id: error?.requestID,
    trace_id: error?.traceID,
    attempts: error?.attempts,
    retry_after: error?.retryAfter,
    body: encode(error?.error),
    problem: encode(error?.problem),
    headers: plainHeaders(error?.headers),
    reason_kept: reason === undefined ? undefined : chain.includes(reason) || error?.reason === reason,
    dump: dumpOf(error),
  };
}

/** Headers of any shape as an object with names in lower case. */
export function plainHeaders(headers) {
  if (!headers) return undefined;
  const pairs = typeof headers.entries === 'function' ? [...headers.entries()] : Object.entries(headers);
  return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), String(value)]));
}
