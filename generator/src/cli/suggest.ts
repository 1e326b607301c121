import { closest } from '../diagnostics/closest.js';

/** ` Did you mean x?`, or nothing. */
export const didYouMean = (typed: string, known: readonly string[], prefix = ''): string => {
  const name = closest(typed, known);
  return name === undefined ? '' : ` Did you mean ${prefix}${name}?`;
};
