import type { Target } from './target.js';
import { typescript } from './typescript/plan.js';

/** Every target by its name. */
export const targets: Readonly<Record<string, Target>> = { typescript };
