import { literal } from '../../../kit/literal.js';
import { checkTable } from '../check-table.js';
import type { ApiContext } from '../context.js';

/** validation.ts: the response checker. */
export interface ValidationView {
  readonly header: string;
}

/** internal/validation-table.ts: the checker's table as JSON text, which is parsed when it is first needed; core/validate.ts says what it means. */
export const validationTable = (context: ApiContext, header: string): string =>
  `${header}/** Types of all responses; core/validate.ts says how to read it. */\nexport const table: string = ${literal(JSON.stringify(checkTable(context)))};\n`;
