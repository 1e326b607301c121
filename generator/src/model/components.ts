import { suggestion } from '../diagnostics/closest.js';
import { childMap, childNode } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import { enumValues, isNullable, isNullOnly, refOf, schemaList } from '../resolve/schema.js';
import { componentNames, configNote, type PlacedModel } from './configured.js';
import { originOf, type Context, type Model } from './context.js';
import { declareAlias, named, nullable, topHead } from './declare.js';
import { declareType, typeOf } from './types.js';
import { nameOf } from './words.js';

/**
 * Registers every component schema as a model; none is built yet. Without a configuration models live in `$shared`, whoever uses
 * them: any other home would depend on the operations, and adding one could move a model from one import path to another.
 */
export function registerComponents(ctx: Context): void {
  const components = childNode(ctx.openapi.at(), 'components');
  for (const [name, located] of components ? childMap(components, 'schemas') : []) {
    const target = ctx.openapi.deref(located);
    if (!target) continue;
    register(ctx, { id: name, name, home: '$shared', located, target });
  }
}

/** What a model is registered from: the place that names it, and where its schema stands. */
export interface Registration {
  readonly id: string;
  readonly name: string;
  readonly home: string;
  readonly located: Located<Node>;
  readonly target: Located<Node>;
}

/** Registers one model; a second name for the same schema becomes an alias of the first. */
export function register(ctx: Context, { id, name, home, located, target }: Registration): void {
  const first = ctx.models.get(target.value);
  const own = located.value === target.value || ctx.openapi.componentName(target) === id;
  if (first || (!own && isComponent(ctx, target))) {
    ctx.aliases.push({ head: topHead(ctx, { id, name: nameOf(name), home, source: 'component' }), located, target });
    return;
  }
  const head = topHead(ctx, { id, name: nameOf(name), home, source: 'component' });
  const ref = named(head.id);
  const model: Model = { head, located: target, ref: admitsNull(target) ? nullable(ref) : ref };
  ctx.models.set(target.value, model);
  ctx.queue.push(model);
}

function isComponent(ctx: Context, target: Located<Node>): boolean {
  const name = ctx.openapi.componentName(target);
  const components = childNode(ctx.openapi.at(), 'components');
  const schemas = components && childNode(components, 'schemas');
  return (
    name !== undefined && schemas !== undefined && Object.hasOwn(schemas.value, name) && schemas.value[name] === target.value
  );
}

/** The model of a schema, if it is one; a reusable schema of another file becomes one when it is first met. */
export function modelAt(ctx: Context, target: Located<Node> | undefined): Model | undefined {
  return target && (ctx.models.get(target.value) ?? adopt(ctx, target));
}

/** A reusable schema outside `components` (another file): a model by the name of its file or key. */
function adopt(ctx: Context, target: Located<Node>): Model | undefined {
  if (!ctx.adopting) return undefined;
  const name = ctx.openapi.componentName(target);
  if (name === undefined || refOf(target.value) !== undefined) return undefined;
  register(ctx, { id: name, name, home: '$shared', located: target, target });
  return ctx.models.get(target.value);
}

/** Whether a schema allows null by any of the ways to say so. */
export function admitsNull(node: Located<Node>): boolean {
  const schema = node.value;
  if (isNullable(schema) || enumValues(schema)?.includes(null)) return true;
  const alternatives = [...schemaList(node, 'oneOf'), ...schemaList(node, 'anyOf')];
  return alternatives.some(({ value }) => typeof value !== 'boolean' && isNullOnly(value));
}

/** Builds the declarations of all models that are registered, and of those they lead to. */
export function buildModels(ctx: Context): void {
  for (let index = ctx.built.count; index < ctx.queue.length; index += 1) {
    const model = ctx.queue[index] as Model;
    const type = declareType(ctx, model.head, model.located);
    const draft = ctx.drafts.get(model.head.id);
    if (draft) draft.origin = originOf(model.located);
    if (draft?.kind === 'alias' && type.kind === 'nullable' && model.ref.kind !== 'nullable') draft.type = nullable(draft.type);
    ctx.built.count = index + 1;
  }
}

/** Builds the second names of models. */
export function buildAliases(ctx: Context): void {
  for (const { head, located, target } of ctx.aliases) {
    declareAlias(ctx, head, located, typeOf(ctx, target, { owner: head, name: head.name }));
  }
  buildModels(ctx);
}

/** Registers the models that a configuration lists, under the names and in the resources it gives them. */
export function registerConfigured(ctx: Context, models: readonly PlacedModel[]): void {
  for (const { home, config } of models) {
    const { reference, name } = config;
    const located =
      componentAt(ctx, reference.replace('#/components/schemas/', '')) ??
      (/[#/.]/.test(reference) ? ctx.openapi.refer(ctx.openapi.at(), reference) : undefined);
    const target = located && ctx.openapi.deref(located);
    if (!located || !target) {
      configNote(
        ctx,
        'config/no-model',
        { model: reference, help: suggestion(reference.replace('#/components/schemas/', ''), componentNames(ctx)) },
        config.pointer,
      );
      continue;
    }
    register(ctx, { id: ctx.openapi.componentName(target) ?? `${home}/${name}`, name, home, located: target, target });
  }
}

function componentAt(ctx: Context, name: string): Located<Node> | undefined {
  const components = childNode(ctx.openapi.at(), 'components');
  const schemas = components && childNode(components, 'schemas');
  return schemas && childNode(schemas, name);
}
