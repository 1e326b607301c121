// What is known not to work: a list that may only become shorter.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { inexpressible, gaps } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'known-gaps.json'), 'utf8'));

/** Scenarios that no OpenAPI document can describe. */
export const inexpressibleScenarios = inexpressible.flatMap(({ scenarios }) => scenarios);

/** Why a scenario fails in a language; undefined when it must pass. */
export const gapOf = (scenario, language) => gaps.find((gap) => gap.scenario === scenario && gap.language === language)?.reason;

/** All gaps, as they are listed. */
export const knownGaps = gaps;
