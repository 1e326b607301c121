import type { Api, Service } from '../ir/index.js';
import type { Findings } from './findings.js';
import type { Counts } from './result.js';

/** Counts what is generated, and what was left out with a warning. */
export function countApi(api: Api, findings: Pick<Findings, 'skipped'>): Counts {
  return { operations: countOperations(api.root), types: api.types.length, skipped: findings.skipped };
}

const countOperations = ({ operations, children }: Service): number => children.reduce((sum, child) => sum + countOperations(child), operations.length);
