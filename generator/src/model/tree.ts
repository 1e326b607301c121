import { createHash } from 'node:crypto';
import type { MethodConfig } from '../config/config.js';
import type { Docs, Name } from '../ir/index.js';
import { childList } from '../resolve/located.js';
import { noDocs, note, type Context } from './context.js';
import { endpointKey, type Endpoint } from './endpoints.js';
import { isSkipped } from './extensions.js';
import { alternatives, placement, type NamingFacts } from './methods.js';
import { namingFacts, resourceKey } from './naming.js';
import { detectPaging, pageFacts } from './page-detect.js';
import { rawParams } from './params.js';
import { pathVersion } from './paths.js';
import { nameFrom, splitWords, wordKey } from './words.js';

/** A service while the tree grows. */
export interface ServiceNode {
  readonly id: string;
  readonly name: Name;
  readonly children: Map<string, ServiceNode>;
  readonly methods: PlannedMethod[];
  /** Keys of method names that are taken. */
  readonly taken: Set<string>;
  docs: Docs;
  deprecated: boolean;
}

/** An operation with its place in the tree. */
export interface PlannedMethod {
  readonly service: ServiceNode;
  readonly name: Name;
  readonly endpoint: Endpoint;
  readonly config?: MethodConfig;
}

/** The root service: the client itself. */
export function rootNode(): ServiceNode {
  return {
    id: '$client',
    name: { wire: '$client', words: ['client'] },
    children: new Map(),
    methods: [],
    taken: new Set(),
    docs: noDocs,
    deprecated: false,
  };
}

/** The child of a service, made when it is not there yet. */
export function childService(parent: ServiceNode, name: Name): ServiceNode {
  const key = wordKey(name.words);
  let found = parent.children.get(key);
  if (!found) {
    const id = parent.id === '$client' ? name.wire : `${parent.id}.${name.wire}`;
    found = { id, name, children: new Map(), methods: [], taken: new Set(), docs: noDocs, deprecated: false };
    parent.children.set(key, found);
  }
  return found;
}

/** The resource tree that the paths of a document suggest. */
export function inferTree(ctx: Context, endpoints: readonly Endpoint[]): ServiceNode {
  const root = rootNode();
  const version = endpoints.map(({ path }) => pathVersion(path)).find((found) => found !== undefined);
  for (const endpoint of endpoints) {
    if (isSkipped(endpoint.operation.value) || isSkipped(endpoint.item.value)) continue;
    const facts = namingFacts(ctx, { endpoint, version, paged: isPaged(ctx, endpoint) });
    const { resource, method } = placement(facts);
    const service = shortened(resource).reduce((node, words) => childService(node, nameFrom(words)), root);
    const name = nameFrom(freeName(ctx, endpoint, { service, facts, method }));
    service.taken.add(wordKey(name.words));
    service.methods.push({ service, name, endpoint });
  }
  describe(ctx, root);
  partMethods(ctx, root);
  return root;
}

/** Whether a call pages by a standard style: by its own path, parameters and answer alone, so that its name is stable. */
function isPaged(ctx: Context, endpoint: Endpoint): boolean {
  if (endpoint.method !== 'get') return false;
  const facts = pageFacts(ctx, endpoint, rawParams(ctx, endpoint));
  return facts !== undefined && detectPaging(facts) !== undefined;
}

/** Levels of resources, and characters of their names (each may become the name of a folder). */
const mostLevels = 20;
const mostCharacters = 600;

/** A resource path that is too long to be a path of files: what is left out is told apart by a hash, which no other operation changes. */
function shortened(resource: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let [characters, levels] = [0, 0];
  while (levels < resource.length && levels < mostLevels && characters < mostCharacters) {
    characters += Math.min(longestSegment, (resource[levels] as readonly string[]).join('-').length + 1);
    levels += 1;
  }
  if (levels === resource.length) return resource;
  const hash = createHash('sha256').update(resourceKey(resource)).digest('hex').slice(0, 8);
  return [...resource.slice(0, levels - 1), ['path', hash]];
}

/** Names of folders are cut at about this length. */
const longestSegment = 80;

/** A method may not have the name of a resource beside it: both are members of one class. */
function partMethods(ctx: Context, service: ServiceNode): void {
  service.methods.forEach((method, index) => {
    if (!service.children.has(wordKey(method.name.words))) return;
    const words = numbered(service, [...method.name.words, method.endpoint.method]);
    noteTaken(ctx, { ...method, wanted: method.name.words, got: words });
    service.taken.add(wordKey(words));
    service.methods[index] = { ...method, name: nameFrom(words) };
  });
  for (const child of service.children.values()) partMethods(ctx, child);
}

/** Top resources are described by the tags of their name. */
function describe(ctx: Context, root: ServiceNode): void {
  for (const tag of childList(ctx.openapi.at(), 'tags')) {
    const { name, description } = tag.value;
    if (typeof name !== 'string' || typeof description !== 'string' || description === '') continue;
    const service = root.children.get(wordKey(splitWords(name)));
    if (service) service.docs = { description };
  }
}

function freeName(
  ctx: Context,
  endpoint: Endpoint,
  { service, facts, method }: { readonly service: ServiceNode; readonly facts: NamingFacts; readonly method: readonly string[] },
): readonly string[] {
  if (!service.taken.has(wordKey(method))) return method;
  const options = [...alternatives(facts, method), [...method, facts.method]];
  const free = options.find((words) => !service.taken.has(wordKey(words))) ?? numbered(service, method);
  noteTaken(ctx, { endpoint, service, wanted: method, got: free });
  return free;
}

interface TakenName {
  readonly endpoint: Endpoint;
  readonly service: ServiceNode;
  readonly wanted: readonly string[];
  readonly got: readonly string[];
}

/** Names are told as a configuration has them: each language writes them in its own way. */
function noteTaken(ctx: Context, { endpoint, service, wanted, got }: TakenName): void {
  const resource = `resources.${service.id.replaceAll('.', '.subresources.')}`;
  note(
    ctx,
    'model/name-taken',
    {
      endpoint: endpointKey(endpoint.method, endpoint.path),
      wanted: wordKey(wanted),
      got: wordKey(got),
      resource: service.id,
      place: `${resource}.methods.${wordKey(got)}`,
    },
    endpoint.operation,
  );
}

function numbered(service: ServiceNode, method: readonly string[]): readonly string[] {
  if (!service.taken.has(wordKey(method))) return method;
  for (let count = 2; ; count += 1) {
    const words = [...method, String(count)];
    if (!service.taken.has(wordKey(words))) return words;
  }
}

/** Every method of a tree, parents before children. */
export function methodsOf(node: ServiceNode): readonly PlannedMethod[] {
  const found: PlannedMethod[] = [];
  const visit = (service: ServiceNode): void => {
    found.push(...service.methods);
    for (const child of service.children.values()) visit(child);
  };
  visit(node);
  return found;
}
