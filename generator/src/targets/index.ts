import type { Target } from './target.js';

/** Every target by its name; a target is loaded when it is asked for. */
export const targets: Readonly<Record<string, () => Promise<Target>>> = {
  python: async () => (await import('./python/plan.js')).python,
  typescript: async () => (await import('./typescript/plan.js')).typescript,
};
