import type { Config } from '../config/config.js';
import { diagnostic, type Diagnostic, type DiagnosticCode } from '../diagnostics.js';
import type { DeclSource, Docs, Json, Name, Origin, Response, TypeDecl, TypeId, TypeRef } from '../ir/index.js';
import type { Located, Node, OpenApi } from '../resolve/openapi.js';
import type { Endpoint } from './endpoints.js';
import type { Names } from './names.js';
import type { Mapped } from './narrow.js';
import type { Schemes } from './page-schemes.js';
import type { SwitchedOff } from './security-off.js';
import type { RawParam } from './params.js';
import type { Shape } from './shape.js';

/** A declaration while it is built: `uses` and `splits` are worked out when all are known. */
export type Draft<T = TypeDecl> = T extends TypeDecl ? { -readonly [K in keyof T]: T[K] } : never;

/** What is modelled once below a top-level declaration: inline schemas by their object. */
export interface Scope {
  readonly memo: Map<object, TypeRef>;
}

/** The declaration in whose namespace inline ones are put. */
export interface Owner {
  readonly id: TypeId;
  readonly home: string;
  readonly scope: Scope;
}

/** The identity of a declaration that is about to be built. */
export interface Head extends Owner {
  readonly name: Name;
  readonly parent?: TypeId;
  readonly source: DeclSource;
}

/** Where a schema stands. */
export interface Slot {
  readonly owner: Owner;
  /** The name that an inline declaration takes: the property's. */
  readonly name: Name;
  /** True for a member of a union, which is called by its title if it has one. */
  readonly titled?: boolean;
  /** Set where the declaration of the schema is known already: a model, params or a response. */
  readonly head?: Head;
}

/** A reusable schema of the document that is a named model. */
export interface Model {
  readonly head: Head;
  readonly located: Located<Node>;
  readonly ref: TypeRef;
}

/** What the builders of the model share. */
export interface Context {
  readonly openapi: OpenApi;
  readonly config: Config;
  readonly diagnostics: Diagnostic[];
  readonly drafts: Map<TypeId, Draft>;
  readonly names: Names;
  /** Models by the object of their schema. */
  readonly models: Map<object, Model>;
  /** Models in the order in which they are built; `built` counts those that are. */
  readonly queue: Model[];
  readonly built: { count: number };
  /** Second names of models. */
  readonly aliases: { readonly head: Head; readonly located: Located<Node>; readonly target: Located<Node> }[];
  /** Whether reusable schemas that are not listed become models too: not when a configuration lists the models. */
  readonly adopting: boolean;
  /** Parameters that the client itself sends, as `header x-api-key`. */
  readonly governed: ReadonlySet<string>;
  /** Client options that an equally named path parameter defaults to. */
  readonly plainOptions: ReadonlySet<string>;
  /** Examples of request bodies, by the operation's id. */
  readonly bodyExamples: Map<string, readonly (readonly [string, Json])[]>;
  /** Schemes of paging that operations use. */
  readonly schemes: Schemes;
  /** What is inside envelopes that calls unwrap, by the object of a reusable envelope's schema. */
  readonly unwrapped: Map<object, TypeRef>;
  /** Types of reusable error responses, by the object of their schema. */
  readonly sharedErrors: Map<object, TypeRef>;
  /** Reusable error responses, by their object and status: they are the same for every operation. */
  readonly errorResponses: Map<object, Map<string, Response>>;
  /** Operations that need no credential by their own word. */
  readonly switchedOff: SwitchedOff;
  /** The parameters of each operation before their types are read. */
  readonly params: Map<Endpoint, readonly RawParam[]>;
  /** The success response of each operation, by its object. */
  readonly successes: Map<object, Located<Node> | undefined>;
  /** Schemas that operations answer with when they fail, once collected. */
  readonly failures: { known?: ReadonlySet<object> };
  /** Merged shapes of object schemas, by the object. */
  readonly shapes: Map<object, Shape | 'open'>;
  /** How many merged shapes wait for another, and how many properties were copied into variants of unions. */
  readonly depth: { shapes: number; copies: number };
  /** Schemas that are being read, to end circles that no declaration ends. */
  readonly active: object[];
  /** What discriminators with a mapping say of records. */
  readonly mapped: Mapped;
  /** Keywords without a home in the IR: where each was seen first, and how often. */
  readonly unsaid: Map<string, { readonly origin: Origin; count: number }>;
}

/** Where a located value stands. */
export function originOf(located: Located<unknown>): Origin {
  return { file: located.file, pointer: located.pointer };
}

/** Records a finding about a place in the document. */
export function note(
  ctx: Context,
  code: DiagnosticCode,
  values: Readonly<Record<string, string>>,
  located?: Located<unknown>,
): void {
  ctx.diagnostics.push(diagnostic(code, values, located ? originOf(located) : undefined));
}

/** Records that a keyword has no home in the IR; reported once a keyword, with a count. */
export function unsaid(ctx: Context, keyword: string, located: Located<unknown>): void {
  const seen = ctx.unsaid.get(keyword);
  if (seen) seen.count += 1;
  else ctx.unsaid.set(keyword, { origin: originOf(located), count: 1 });
}

/** Summary and description of a node; a schema's title is its summary. */
export function docsOf(node: Node): Docs {
  const { summary, description, title } = node;
  const head =
    typeof summary === 'string' && summary !== '' ? summary : typeof title === 'string' && title !== '' ? title : undefined;
  const body = typeof description === 'string' && description !== '' ? description : undefined;
  if (head === undefined) return body === undefined ? noDocs : { description: body };
  return body === undefined ? { summary: head } : { summary: head, description: body };
}

/** No documentation. */
export const noDocs: Docs = {};

/** A JSON value of the document as it stands; parsed input is JSON data already. */
export const json = (value: unknown): Json => value as Json;

/** A string property that is not empty. */
export function text(node: Node, key: string): string | undefined {
  const value = node[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
