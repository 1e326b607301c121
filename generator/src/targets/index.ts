import type { Target } from './target.js';
import { python } from './python/plan.js';
import { typescript } from './typescript/plan.js';

/** Every target by its name. */
export const targets: Readonly<Record<string, Target>> = { python, typescript };
