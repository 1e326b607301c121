import { uuid } from './platform.js';

/** The trace of one call. */
export interface CallTrace {
  readonly traceID: string;
  /** Starts an attempt; `resend` counts from 0. */
  attempt(resend: number): AttemptTrace;
  end(failure?: unknown): void;
}

/** The trace of one attempt. */
export interface AttemptTrace {
  /** Adds trace context to headers, by lower-case name. */
  inject(set: (name: string, value: string) => void): void;
  /** Runs what sends the request, so that no other instrumentation records it twice. */
  run<T>(send: () => T): T;
  end(status?: number, failure?: unknown): void;
}

/** What spans tell about a call. */
export interface TraceInfo {
  readonly name: string;
  readonly version: string;
  readonly method: string;
  readonly template: string;
  readonly origin: string;
  readonly path: string;
}

/** Eight hexadecimal digits, not all zero; a span id is no secret, so the fast generator will do. */
const hex32 = (): string => (Math.trunc(Math.random() * 0xfffffffe) + 1).toString(16).padStart(8, '0');

/** A trace of ids alone. */
export function startTrace(): CallTrace {
  const traceID = uuid().replaceAll('-', '');
  return {
    traceID,
    attempt: () => ({
      inject: (set) => set('traceparent', `00-${traceID}-${hex32()}${hex32()}-01`),
      run: (send) => send(),
      end: () => {},
    }),
    end: () => {},
  };
}

