import type { ErrorDetails } from '../core/error.js';
import type { Core } from './core.js';
import type { CallOptions } from './request-options.js';
import type { Scope } from './scope.js';
import type { WireResponse } from './types.js';

/** A call whose response is there and whose body is still to be read: what the readers of bodies ask of it. */
export interface OpenCall {
  readonly core: Core;
  readonly method: string;
  readonly template: string;
  readonly options: CallOptions;
  readonly scope: Scope;
  readonly maxBytes: number;
  readonly details: (response?: WireResponse) => ErrorDetails;
  /** The SDK's error of a transport's. */
  readonly lost: (cause: unknown, response: WireResponse) => Error;
  /** Tells an error what the call knows. */
  readonly complete: (error: Error, response: WireResponse) => Error;
  /** The body is at its end. */
  readonly done: () => void;
}
