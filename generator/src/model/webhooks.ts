import type { MethodConfig } from '../config/config.js';
import type { Json, TypeRef, UnionDecl, Variant, Webhooks } from '../ir/index.js';
import { childMap, childNode } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import { enumValues, namedExamples, subschema, type LocatedSchema } from '../resolve/schema.js';
import { modelAt } from './components.js';
import { docsOf, type Context } from './context.js';
import { declare, topHead } from './declare.js';
import { contentKind } from './media.js';
import { exampleValue } from './responses.js';
import { shapeOf } from './shape.js';
import { unique, type Taken } from './names.js';
import { declareType } from './types.js';
import { nameFrom, nameOf } from './words.js';

interface Event {
  readonly name: string;
  readonly operation: Located<Node>;
  readonly schema: LocatedSchema;
  readonly media: Located<Node>;
}

/** The messages that the API sends, and where their payloads are unwrapped; undefined when it sends none. */
export function webhooksOf(
  ctx: Context,
  configured: { readonly service: string; readonly config: MethodConfig } | undefined,
): Webhooks | undefined {
  const events = eventsOf(ctx);
  if (events.length === 0 || (ctx.config.resources && !configured)) return undefined;
  const service = configured?.service ?? 'webhooks';
  const typed = events.map((event) => ({ event, type: payloadType(ctx, event, service) }));
  const discriminator = configured?.config.discriminator ?? commonTag(ctx, events);
  const head = topHead(ctx, {
    id: `${service}/unwrap_webhook_event`,
    name: nameFrom(['unwrap', 'webhook', 'event']),
    home: service,
    source: 'event',
  });
  const first = events[0] as Event;
  const draft = declare(
    ctx,
    head,
    { ...first.operation, value: {} },
    { kind: 'union', variants: variantsOf(ctx, typed, discriminator), ...(discriminator === undefined ? {} : { discriminator }) },
  ) as UnionDecl;
  const secret = ctx.config.client.options.find(({ name }) => /webhook/i.test(name) && /secret|key/i.test(name));
  return {
    service,
    event: draft.id,
    events: typed.map(({ event, type }) => ({
      name: nameOf(event.name),
      type,
      docs: docsOf(event.operation.value),
      examples: examplesOf(ctx, event.media),
    })),
    ...(secret?.readEnv === undefined ? {} : { readEnv: secret.readEnv }),
  };
}

function eventsOf(ctx: Context): readonly Event[] {
  const root = ctx.openapi.at();
  const maps = [...childMap(root, 'webhooks'), ...(childNode(root, 'webhooks') ? [] : childMap(root, 'x-webhooks'))];
  return maps.flatMap(([name, raw]) => {
    const item = ctx.openapi.deref(raw);
    const operation = item && (childNode(item, 'post') ?? childNode(item, 'put'));
    const body = operation && childNode(operation, 'requestBody');
    const target = body && ctx.openapi.deref(body);
    const media = target && childMap(target, 'content').find(([type]) => contentKind(type) === 'json')?.[1];
    const schema = media && subschema(media, 'schema');
    return operation && media && schema ? [{ name, operation, schema, media }] : [];
  });
}

/** The model of a payload; an inline payload is declared as `<Name>WebhookEvent`. */
function payloadType(ctx: Context, event: Event, service: string): TypeRef {
  const target = typeof event.schema.value === 'boolean' ? undefined : ctx.openapi.deref(event.schema as Located<Node>);
  const model = modelAt(ctx, target);
  if (model) return model.ref;
  const words = nameOf(event.name).words;
  const name = nameFrom([...words, 'webhook', 'event'].filter((word, index, all) => !(index > 0 && word === all[index - 1])));
  return declareType(ctx, topHead(ctx, { id: `${service}/${name.wire}`, name, home: service, source: 'event' }), event.schema);
}

function variantsOf(
  ctx: Context,
  typed: readonly { readonly event: Event; readonly type: TypeRef }[],
  discriminator: string | undefined,
): readonly Variant[] {
  const taken: Taken = new Map();
  const byType = new Map<
    string,
    { readonly type: TypeRef; readonly name: Variant['name']; readonly tags: Set<string | number | boolean> }
  >();
  for (const { event, type } of typed) {
    const key = JSON.stringify(type);
    const found = byType.get(key) ?? { type, name: unique(taken, nameOf(event.name)), tags: new Set() };
    byType.set(key, found);
    for (const tag of discriminator === undefined ? [] : tagsOf(ctx, event, discriminator)) found.tags.add(tag);
  }
  return [...byType.values()].map(({ type, name, tags }) => ({ type, name, tags: [...tags] }));
}

function tagsOf(ctx: Context, event: Event, property: string): readonly (string | number | boolean)[] {
  const target = typeof event.schema.value === 'boolean' ? undefined : ctx.openapi.deref(event.schema as Located<Node>);
  const found = target && shapeOf(ctx, target).properties.get(property);
  const schema = found && typeof found.schema.value !== 'boolean' ? ctx.openapi.deref(found.schema as Located<Node>) : undefined;
  const values = schema && enumValues(schema.value);
  return values?.length === 1
    ? values.filter((value): value is string | number | boolean => value !== null && typeof value !== 'object')
    : [];
}

/** `type`, `event` or another property that holds a constant in every payload. */
function commonTag(ctx: Context, events: readonly Event[]): string | undefined {
  return ['type', 'event', 'event_type', 'eventType', 'action', 'kind', 'name'].find((property) =>
    events.every((event) => tagsOf(ctx, event, property).length === 1),
  );
}

function examplesOf(ctx: Context, media: Located<Node>): readonly Json[] {
  return namedExamples(media).flatMap(([, raw]) => exampleValue(ctx, raw) ?? []);
}
