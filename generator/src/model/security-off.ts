import type { Config } from '../config/config.js';
import type { Security } from '../ir/index.js';
import { child } from '../resolve/located.js';
import { note, type Context } from './context.js';
import type { Endpoint } from './endpoints.js';

/** How many operations say `security: []`, of how many. */
export interface SwitchedOff {
  readonly count: number;
  readonly total: number;
}

/** Counts the operations that need no credential by their own word. */
export function switchedOff(endpoints: readonly Endpoint[]): SwitchedOff {
  return { count: endpoints.filter(({ operation }) => isOff(operation.value.security)).length, total: endpoints.length };
}

/** Whether an operation switches the default off. */
export const isOff = (security: unknown): boolean => Array.isArray(security) && security.length === 0;

const isMost = ({ count, total }: SwitchedOff): boolean => count * 2 > total;

/** Documents whose every operation switches off what they ask for are wrong in one of the two: a configured `security` decides. */
export const overridesOff = (config: Config, off: SwitchedOff): boolean => (config.security?.length ?? 0) > 0 && isMost(off);

/** Reports once that most calls are sent without the credential that the document asks for. */
export function reportOff(ctx: Context, security: Security): void {
  const names = security.filter((alternative) => alternative.length > 0).map((alternative) => alternative.map(({ scheme }) => scheme));
  if (ctx.config.security || names.length === 0 || !isMost(ctx.switchedOff)) return;
  const { count, total } = ctx.switchedOff;
  const example = `[${names.map((schemes) => `{ ${schemes.map((scheme) => `${scheme}: []`).join(', ')} }`).join(', ')}]`;
  const values = { schemes: names.map((schemes) => schemes.join(' and ')).join(', '), count: String(count), total: String(total), example };
  note(ctx, 'model/security-off', values, child(ctx.openapi.at(), 'security'));
}
