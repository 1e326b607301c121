import { APIError } from '../core/error.js';
import type { Extras } from '../core/extras.js';

/** Of a client that was given no extras. */
export const NO_EXTRAS: Partial<Extras> = {};

/** A part of the extras. @throws APIError where the client was not given it: a bare client holds what most calls need, no more. */
export function need<Part>(part: Part | undefined, what: string): Part {
  if (part === undefined) throw new APIError(`${what} needs the client's option \`extras\``);
  return part;
}
