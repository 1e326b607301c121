import type { Api, Operation, Service } from '../../src/ir/index.js';

/** What stands at the head of the file of checks. `Same` holds when each type can be given where the other is asked for. */
const head = `import type * as sdk from './sdk/src/operations/index.js';
import type { PagePromise } from './sdk/src/core/pagination.js';
import type { Stream } from './sdk/src/core/streaming.js';
import type { Uploadable } from './sdk/src/core/uploads.js';
import type { $Read, $Write, paths } from './oracle.js';

type Vague<T> = [T] extends [never] ? true : 0 extends 1 & T ? true : false;
type Same<A, B> = true extends Vague<A> | Vague<B> ? { 'one side is any or never': [A, B] } : [A] extends [B] ? ([B] extends [A] ? true : { 'the document allows more': [B, 'is not', A] }) : { 'the SDK allows more': [A, 'is not', B] };
type Flat<T> = T extends (...args: never) => unknown ? T : T extends object ? { [K in keyof T]: T[K] } : T;
type First<F> = F extends { (...args: infer A): infer R; (...args: never): unknown; (...args: never): unknown } ? (...args: A) => R : F;
type Value<R> = R extends PagePromise<never, infer Item> | PagePromise<infer _P, infer Item> ? Item : R extends Promise<infer V> ? (V extends Stream<infer E> ? E : V) : never;
type Argument<F, N extends number> = F extends (...args: infer A) => unknown ? NonNullable<Required<A>[N]> : never;
type Whole = Uploadable | ((...args: never) => unknown);
type Input<T> = T extends $Write<infer U> ? Input<U> : T extends Whole ? T : T extends readonly unknown[] ? { [K in keyof T]: Input<T[K]> } : T extends object ? { [K in keyof T as NonNullable<T[K]> extends $Read<unknown> ? never : K]: Input<T[K]> } : T;
type Output<T> = T extends $Read<infer U> ? Output<U> : T extends Whole ? T : T extends readonly unknown[] ? { [K in keyof T]: Output<T[K]> } : T extends object ? { [K in keyof T as NonNullable<T[K]> extends $Write<unknown> ? never : K]: Output<T[K]> } : T;
type Get<T, K> = K extends keyof T ? T[K] : never;
type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;
`;

const text = (value: string) => JSON.stringify(value);

/** An operation's id or a function's name without punctuation and case, by which the two are matched. */
export const plain = (id: string) => id.replace(/[._]/g, '').toLowerCase();

/** The checks of every operation: one line a request, one line a response; `names` maps plain ids to function names. */
export function writeChecks(api: Api, names: ReadonlyMap<string, string>): { readonly source: string; readonly requests: number; readonly responses: number } {
  const lines: string[] = [];
  let requests = 0;
  let responses = 0;
  for (const operation of operations(api.root)) {
    const name = names.get(plain(operation.id));
    if (!name) throw new Error(`The SDK has no function for ${operation.id}.`);
    const request = requestCheck(operation, name);
    const response = responseCheck(operation, name, api);
    if (request) requests++;
    if (response) responses++;
    lines.push(...[request, response].filter((line) => line !== undefined));
  }
  return { source: `${head}\n${lines.join('\n')}\n`, requests, responses };
}

function* operations(service: Service): Generator<Operation> {
  yield* service.operations;
  for (const child of service.children) yield* operations(child);
}

const at = (operation: Operation) => `paths[${text(operation.path)}][${text(operation.method)}]`;

function requestCheck(operation: Operation, name: string): string | undefined {
  if (!operation.argument) return undefined;
  const parts: string[] = [];
  const body = operation.body?.contents[0];
  if (body) {
    const of = `NonNullable<${at(operation)}['requestBody']>['content'][${text(body.mediaType)}]`;
    const oracle = `Input<${of}>`;
    parts.push(operation.argument.bodyField ? `{ ${text(operation.argument.bodyField)}: ${oracle} }` : oracle);
  }
  for (const place of ['query', 'header', 'cookie', 'path'] as const) {
    const wanted = operation.params.filter((param) => param.in === place && !(place === 'path' && operation.positional.includes(param.name.wire)));
    if (wanted.length === 0) continue;
    parts.push(`Pick<NonNullable<${at(operation)}['parameters'][${text(place)}]>, ${wanted.map((param) => text(param.name.wire)).join(' | ')}>`);
  }
  const own = `Argument<First<typeof sdk.${name}>, ${1 + operation.positional.length}>`;
  const stream = operation.streaming?.trigger.kind === 'param' ? operation.streaming.trigger.wire : undefined;
  const both = stream ? [`Without<${own}, ${text(stream)}>`, `Without<${parts.join(' & ')}, ${text(stream)}>`] : [own, parts.join(' & ')];
  return `export const ${name}Request: Same<Flat<${both[0]}>, Flat<${both[1]}>> = true;`;
}

function responseCheck(operation: Operation, name: string, api: Api): string | undefined {
  const { result } = operation;
  const status = operation.responses.find((response) => response.status.startsWith('2'))?.status;
  if (result.kind !== 'value' || !status) return undefined;
  const content = `${at(operation)}['responses'][${/^\d+$/.test(status) ? status : text(status)}]['content'][${text(result.mediaType)}]`;
  const whole = `Output<${content}>`;
  const oracle = operation.paging ? itemOf(whole, operation, api) : whole;
  return `export const ${name}Response: Same<Value<ReturnType<First<typeof sdk.${name}>>>, ${result.optional ? `${oracle} | undefined` : oracle}> = true;`;
}

function itemOf(whole: string, operation: Operation, api: Api): string {
  const scheme = api.pages.find(({ id }) => id === operation.paging?.scheme);
  const list = (scheme?.items ?? []).reduce((type, key) => `Get<NonNullable<${type}>, ${text(key)}>`, whole);
  return `Get<NonNullable<${list}>, number>`;
}
