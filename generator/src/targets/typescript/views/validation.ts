import { literal } from '../../../kit/literal.js';
import { checkTable } from '../check-table.js';
import type { ApiContext } from '../context.js';

/** validation.ts: the response checker with its table, which is parsed when it is first needed. */
export interface ValidationView {
  readonly header: string;
  /** The table as JSON in a string literal. */
  readonly table: string;
}

/** The view of validation.ts. */
export function validationView(context: ApiContext, header: string): ValidationView {
  return { header, table: literal(JSON.stringify(checkTable(context))) };
}
