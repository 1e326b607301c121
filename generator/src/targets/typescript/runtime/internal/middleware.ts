import type { Middleware, Next } from '../core/middleware.js';
import type { TransportRequest } from './transport.js';
import type { WireResponse } from './types.js';

/** An attempt, and what it goes through on its way to the network: the client's middleware outermost. */
export interface Passage {
  readonly middleware: readonly Middleware[];
  readonly request: TransportRequest;
  readonly attempt: number;
  readonly send: (request: TransportRequest) => Promise<WireResponse>;
}

/** Sends an attempt through all middleware. */
export function throughMiddleware({ middleware, request, attempt, send }: Passage): Promise<WireResponse> {
  const last: Next = ({ method, headers, body, url }) => {
    const { origin, pathname, search } = new URL(url);
    // The body may be another now.
    return send({ ...request, method, headers, body, blob: undefined, origin, path: pathname + search });
  };
  const step = (at: number): Next => async (current) => middleware[at]?.(current, step(at + 1)) ?? last(current);
  const { method, headers, body, origin, path } = request;
  return step(0)({ method, headers, body, url: origin + path, attempt });
}
