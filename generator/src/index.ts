/**
 * sdkwright as a library: what the command line does, as functions that return plain data.
 *
 * @example
 * import { generate } from 'sdkwright';
 *
 * const { status, targets, diagnostics } = await generate({
 *   spec: 'openapi.yaml',
 *   targets: [{ name: 'typescript', out: 'sdks/typescript', packageName: '@acme/sdk' }],
 * });
 */
export { check, dumpIr, init, type CheckOptions, type CheckResult, type DumpResult, type InitResult } from './check.js';
export type { Diagnostic, DiagnosticCode, Place, Severity } from './diagnostics.js';
export { version } from './generate/build.js';
export type { GenerateOptions, ProgressEvent, SpecText, Stage, TargetRequest } from './generate/options.js';
export type { Counts, GenerateResult, TargetResult } from './generate/result.js';
export { generate } from './generate.js';
export type * from './ir/index.js';
