import type { Middleware, MiddlewareRequest, Next } from '../core/middleware.js';
import type { WireResponse } from './types.js';

/** Sends an attempt through all middleware, the client's outermost. */
export function throughMiddleware(all: readonly Middleware[], first: MiddlewareRequest, send: Next): Promise<WireResponse> {
  const step = (at: number): Next => async (request) => all[at]?.(request, step(at + 1)) ?? send(request);
  return step(0)(first);
}
