import type { ReadmeRequest } from '../config/config.js';
import type { CallExample, Example, Json, Operation, Param, Property, Response } from '../ir/index.js';
import { sentPath } from '../resolve/path-template.js';
import { conforms } from './conforms.js';
import type { RawBody } from './body.js';
import type { Context } from './context.js';
import { namedExamples } from '../resolve/schema.js';
import { exampleValue } from './responses.js';
import { isHeavy, propertySample, recordSample, sampleOf, setOwn, type Sampler } from './sample.js';

/** The examples that a document gives for a request body, by name. */
export function bodyExamples(ctx: Context, body: RawBody | undefined): readonly (readonly [string, Json])[] {
  if (!body) return [];
  return namedExamples(body.contents[0].media).flatMap(([name, raw]) => {
    const value = exampleValue(ctx, raw);
    return value === undefined ? [] : [[name, value] as const];
  });
}

/** An operation with examples of calls: from the document and the configuration where they fit, completed from the types. */
export function withExamples(
  sampler: Sampler,
  operation: Operation,
  given: readonly (readonly [string, Json])[],
  requests: readonly ReadmeRequest[],
): Operation {
  const readme = requests.filter(
    ({ verb, path, params }) => verb === operation.method && sentPath(path) === operation.path && Object.keys(params).length > 0,
  );
  const documented = given.filter(([, value]) => !isHeavy(value) && bodyFits(sampler, operation, value));
  const params = paramSamples(sampler, operation);
  const calls: CallExample[] = [
    ...readme.slice(0, 1).map((request) => fromReadme(sampler, operation, request, params)),
    ...documented.map(([name, body]): CallExample => ({ name, params: chosenSamples(params, (param) => isNeeded(param) || documentedParam(param)), body })),
  ];
  const minimal: CallExample = {
    name: 'required',
    params: chosenSamples(params, isNeeded),
    ...bodySample(sampler, operation, ({ required }) => required),
  };
  const full: CallExample = {
    name: 'all',
    params: chosenSamples(params, () => true),
    ...bodySample(sampler, operation, () => true),
  };
  const same = isEqualSize(minimal.params, full.params) && isEqualSize(minimal.body, full.body);
  return {
    ...operation,
    examples: [...calls, ...(same ? [minimal] : [minimal, full])],
    responses: operation.responses.map((response) => exemplified(sampler, response)),
  };
}

/** Whether two values, of which one holds all that the other does, are the same: they have as many properties. */
function isEqualSize(less: Json | undefined, more: Json | undefined): boolean {
  if (typeof less !== 'object' || typeof more !== 'object' || less === null || more === null) return true;
  return Object.keys(less).length === Object.keys(more).length;
}

/** A path has a value for each of its parameters, though the client may have one. */
const isNeeded = (param: Param): boolean => param.required || param.in === 'path';

const documentedParam = (param: Pick<Property, 'required' | 'example'>): boolean => param.required || param.example !== undefined;

/** The record of arguments of an operation, if it has one. */
function argumentProperties(sampler: Sampler, operation: Operation): readonly Property[] {
  const draft = operation.argument && sampler.drafts.get(operation.argument.type);
  return draft?.kind === 'record' ? draft.properties : [];
}

function bodyFits(sampler: Sampler, operation: Operation, value: Json): boolean {
  const { body } = operation;
  if (!body) return false;
  if (body.shape === 'value') return conforms(sampler.drafts, body.contents[0].type, value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const object = value as { readonly [key: string]: Json };
  return argumentProperties(sampler, operation).every(({ location, name, type, required }) => {
    if (location !== 'body') return true;
    const own = Object.hasOwn(object, name.wire) ? object[name.wire] : undefined;
    return own === undefined ? !required : conforms(sampler.drafts, type, own);
  });
}

/** A parameter outside the body with a value, by the name it has in the call: the wire name, or the key that avoids a clash. */
interface ParamSample {
  readonly key: string;
  readonly param: Param;
  readonly value: Json;
}

function paramSamples(sampler: Sampler, operation: Operation): readonly ParamSample[] {
  const renamed = argumentProperties(sampler, operation).filter(({ key }) => key !== undefined);
  const found: ParamSample[] = [];
  for (const param of operation.params) {
    if (param.deprecated && !param.required) continue;
    const { wire } = param.name;
    const positional = param.in === 'path' && operation.positional.includes(wire);
    const other = positional ? undefined : renamed.find(({ location, name }) => location === param.in && name.wire === wire);
    const value = nonEmpty(param.in, propertySample(sampler, param));
    if (!isHeavy(value)) found.push({ key: other?.key ?? wire, param, value });
  }
  return found;
}

function chosenSamples(samples: readonly ParamSample[], chosen: (param: Param) => boolean): CallExample['params'] {
  const found: Record<string, Json> = {};
  for (const { key, param, value } of samples) if (chosen(param)) setOwn(found, key, value);
  return found;
}

/** An empty path segment can't be sent. */
const nonEmpty = (where: string, value: Json): Json => (where === 'path' && value === '' ? 'text' : value);

/** A body that is made from its type; none where it would be too large. */
function bodySample(sampler: Sampler, operation: Operation, chosen: (property: Property) => boolean): { readonly body?: Json } {
  const body = bodyValue(sampler, operation, chosen);
  return body === undefined || isHeavy(body) ? {} : { body };
}

function bodyValue(sampler: Sampler, operation: Operation, chosen: (property: Property) => boolean): Json | undefined {
  const { body } = operation;
  if (!body) return undefined;
  if (body.shape === 'value') return sampleOf(sampler, body.contents[0].type);
  const draft = operation.argument && sampler.drafts.get(operation.argument.type);
  if (draft?.kind !== 'record') return undefined;
  return recordSample(
    sampler,
    draft,
    (property) =>
      property.location === 'body' &&
      chosen(property) &&
      !isTrigger(operation, property) &&
      !(property.deprecated && !property.required),
  );
}

/** The property that asks for a stream: an example of a plain call leaves it out. */
const isTrigger = ({ streaming }: Operation, { name, required }: Property): boolean =>
  !required && streaming?.trigger.kind === 'param' && streaming.trigger.wire === name.wire;

function fromReadme(
  sampler: Sampler,
  operation: Operation,
  { params }: ReadmeRequest,
  samples: readonly ParamSample[],
): CallExample {
  const properties = argumentProperties(sampler, operation);
  const inBody = new Set(properties.filter(({ location }) => location === 'body').map(({ key, name }) => key ?? name.wire));
  const required = chosenSamples(samples, isNeeded);
  const body = Object.entries(params).filter(([name]) => inBody.has(name));
  const rest = Object.entries(params).filter(([name]) => !inBody.has(name));
  return {
    name: 'readme',
    params: { ...required, ...Object.fromEntries(rest) },
    ...(operation.body ? { body: Object.fromEntries(body) } : {}),
  };
}

/** Responses that operations share stay shared. */
function exemplified(sampler: Sampler, response: Response): Response {
  let found = sampler.responses.get(response);
  if (!found) sampler.responses.set(response, (found = withResponseExample(sampler, response)));
  return found;
}

/** A response with the examples of the document that fit its type, else one made from the type. */
function withResponseExample(sampler: Sampler, response: Response): Response {
  const content = response.contents.find(({ kind }) => kind === 'json');
  if (!content) return response;
  const fitting = response.examples.filter(
    ({ mediaType, value }) => !isHeavy(value) && (mediaType !== content.mediaType || conforms(sampler.drafts, content.type, value)),
  );
  if (fitting.length > 0) return fitting.length === response.examples.length ? response : { ...response, examples: fitting };
  if (!/^2/.test(response.status)) return { ...response, examples: [] };
  const made: Example = { name: 'generated', mediaType: content.mediaType, value: sampleOf(sampler, content.type) };
  return { ...response, examples: isHeavy(made.value) ? [] : [made] };
}
