import { suggestion } from '../diagnostics/closest.js';
import type { EventRule } from '../config/config.js';
import type { Operation, Response, Streaming, TypeRef } from '../ir/index.js';
import type { Located, Node } from '../resolve/openapi.js';
import { types } from '../resolve/schema.js';
import type { RawBody } from './body.js';
import type { Context } from './context.js';
import { configNote } from './configured.js';
import type { PlannedMethod } from './tree.js';

/** What streaming is found from. */
export interface StreamInput {
  readonly planned: PlannedMethod;
  readonly success?: Response | undefined;
  readonly body?: RawBody | undefined;
  readonly result: Operation['result'];
}

/**
 * How a call streams: as the configuration says, or when a success response is an event stream or JSON lines. Beside another
 * content the stream is asked for by a boolean body property (`stream`); alone it is all that the call yields.
 */
export function streamingOf(ctx: Context, { planned, success, body, result }: StreamInput): Streaming | undefined {
  const configured = planned.config?.streaming;
  const content = success?.contents.find(({ kind }) => kind === 'sse' || kind === 'jsonl');
  if (!configured && !content) return undefined;
  const format = configured?.type ?? (content?.kind === 'jsonl' ? 'jsonl' : 'sse');
  const param = configured ? configured.param : streamParam(ctx, body);
  if (!configured && result.kind !== 'none' && param === null) return undefined;
  const event =
    (configured?.event === undefined ? undefined : configuredEvent(ctx, planned, configured.event)) ??
    content?.type ??
    (result.kind === 'value' ? result.type : ({ kind: 'unknown' } as const));
  const rules = configured?.onEvent ?? ctx.config.onEvent;
  return {
    format,
    event,
    trigger: param === null ? { kind: 'always' } : { kind: 'param', wire: param },
    ...(format === 'sse' ? terminatorOf(rules, mentions({ planned, success, body, result })) : {}),
    errorEvents: format === 'sse' ? errorEvents(rules) : [],
    ...(format === 'sse' ? errorPropertyOf(rules) : {}),
    mediaType: content?.mediaType ?? (format === 'sse' ? 'text/event-stream' : 'application/x-ndjson'),
  };
}

/** The boolean body property that asks for a stream. */
function streamParam(ctx: Context, body: RawBody | undefined): string | null {
  const property = body?.object?.shape.properties.get('stream');
  if (!property || typeof property.schema.value === 'boolean') return null;
  const target = ctx.openapi.deref(property.schema as Located<Node>);
  if (!target) return null;
  const isBoolean = (schema: Node): boolean =>
    types(schema).includes('boolean') ||
    typeof schema.const === 'boolean' ||
    (Array.isArray(schema.enum) && schema.enum.includes(true));
  const alternatives = [target.value.anyOf, target.value.oneOf, target.value.allOf].flatMap((list) =>
    Array.isArray(list) ? (list as readonly unknown[]) : [],
  );
  return isBoolean(target.value) ||
    alternatives.some((item) => typeof item === 'object' && item !== null && isBoolean(item as Node))
    ? 'stream'
    : null;
}

/** `chat.completions.chat_completion_chunk` is the model of that name in that resource. */
function configuredEvent(ctx: Context, planned: PlannedMethod, dotted: string): TypeRef | undefined {
  const at = dotted.lastIndexOf('.');
  const home = at < 0 ? planned.service.id : dotted.slice(0, at);
  const name = dotted.slice(at + 1);
  const model = [...ctx.models.values()].find(
    ({ head }) => head.name.wire === name && (head.home === home || (home === '$shared' && head.home === '$shared')),
  );
  if (!model && planned.config)
    configNote(
      ctx,
      'config/no-scheme',
      {
        what: 'model',
        name: dotted,
        help: suggestion(
          dotted,
          [...ctx.models.values()].map(({ head }) => `${head.home}.${head.name.wire}`),
        ),
      },
      planned.config.pointer,
    );
  return model?.ref;
}

/** Whether the document speaks of `[DONE]` where it describes the stream. */
function mentions({ planned, success, body }: StreamInput): boolean {
  const trigger = body?.object?.shape.properties.get('stream')?.schema.value as unknown;
  const said = [planned.endpoint.operation.value.description, success?.docs.description, (trigger as Node | undefined)?.description, ...(success?.examples ?? []).map(({ value }) => value)];
  return said.some((text) => typeof text === 'string' && text.includes(sentinel));
}

/** A sentinel that is no JSON, and ends a stream only when it is all of an event's data. */
const sentinel = '[DONE]';

/** What must end a stream: as configured; without rules `[DONE]` where the document names it, else the end of the body will do. */
function terminatorOf(rules: readonly EventRule[], isNamed: boolean): Pick<Streaming, 'terminator' | 'terminatorPrefix'> {
  const rule = rules.find(({ handle, when }) => handle === 'done' && when.kind === 'dataStartsWith');
  if (rule?.when.kind !== 'dataStartsWith') return rules.length === 0 && isNamed ? { terminator: sentinel } : {};
  const { text } = rule.when;
  return text === sentinel ? { terminator: text } : { terminator: text, terminatorPrefix: true };
}

/** What is yielded may be an error all the same: by a property of its data. */
function errorPropertyOf(rules: readonly EventRule[]): { readonly errorProperty?: string } {
  const rule = rules.find(({ handle, errorProperty }) => handle === 'yield' && errorProperty !== undefined);
  return rule?.errorProperty === undefined ? {} : { errorProperty: rule.errorProperty };
}

function errorEvents(rules: readonly EventRule[]): readonly string[] {
  const named = rules.flatMap(({ handle, when }) =>
    handle === 'error' && when.kind === 'eventType' ? when.names.filter((name) => name !== null) : [],
  );
  return named.length > 0 ? named : ['error'];
}
