import type { PythonContext } from '../context.js';
import { docsProse, docstring } from '../docstring.js';
import { fromLine } from '../imports.js';

/** `__init__.py` of the package. */
export interface InitView {
  readonly header: string;
  readonly doc: string;
  readonly client: string;
  /** The import of the client's classes. */
  readonly clients: string;
  readonly errors: readonly string[];
  /** Every name of `__all__`, sorted. */
  readonly all: readonly string[];
}

/** Error classes that every SDK has. */
export const errorClasses = [
  'APIConnectionError',
  'APIClosedError',
  'APIError',
  'APIResponseTooLargeError',
  'APIResponseValidationError',
  'APIStatusError',
  'APIStreamEventError',
  'APIStreamInterruptedError',
  'APITimeoutError',
  'AuthenticationError',
  'BadRequestError',
  'ConflictError',
  'InternalServerError',
  'NotFoundError',
  'PermissionDeniedError',
  'RateLimitError',
  'UnprocessableEntityError',
  'WebhookVerificationError',
].sort() as readonly string[];

const others = [
  'AsyncClient', 'AsyncStream', 'AsyncTransport', 'BaseModel', 'Client', 'DEFAULT_CONNECTION_LIMITS', 'DEFAULT_MAX_RETRIES', 'DEFAULT_TIMEOUT',
  'DefaultAioHttpClient', 'DefaultAsyncHttpxClient', 'DefaultHttpxClient', 'Drift', 'Middleware', 'NOT_GIVEN', 'NoneType', 'NotGiven', 'Omit',
  'ProxiesTypes', 'RequestOptions', 'Stream', 'Timeout', 'Transport', '__title__', '__version__', 'file_from_path', 'not_given', 'omit', 'resources', 'types',
] as const;

/** The view of the package's `__init__.py`. */
export function initView({ api, names }: PythonContext, header: string): InitView {
  const { client } = names;
  const taken = new Set<string>([...errorClasses, ...others]);
  const base = [`${client}Error`].filter((name) => !taken.has(name));
  return {
    header,
    doc: docstring(`Python SDK of ${docsProse({ summary: api.title }).replace(/\s+/g, ' ')}.`, 0),
    client,
    clients: fromLine('._client', ['AsyncClient', `Async${client}`, 'Client', client].sort()),
    errors: errorClasses,
    all: [...new Set([...taken, ...base, client, `Async${client}`])].filter((name) => !['ProxiesTypes', 'RequestOptions', 'NoneType'].includes(name)).sort(),
  };
}
