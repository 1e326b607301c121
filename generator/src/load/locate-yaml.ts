import { nearestOffset, pointerTree, type Wanted } from './locate-json.js';
import { defaultLimits } from './source.js';
import { parseYaml, type YamlState } from './yaml.js';

/** A node as the parser met it. */
interface Parsed {
  start: number;
  kind: string | null;
  value: unknown;
  readonly children: Parsed[];
}

/** Where each pointer of a YAML text stands, as a character offset; what an alias or merge key brings in stands where its anchor is. */
export function offsetsInYaml(text: string, pointers: readonly string[]): readonly number[] {
  const { root, nodes } = pointerTree(pointers);
  const { top, anchors } = parseNodes(text);
  if (top) {
    root.offset = contentStart(text, top.start);
    assign({ text, anchors }, top, root);
  }
  return nodes.map(nearestOffset);
}

function parseNodes(text: string): { readonly top: Parsed | undefined; readonly anchors: ReadonlyMap<unknown, Parsed> } {
  const anchors = new Map<unknown, Parsed>();
  const stack: Parsed[] = [];
  let top: Parsed | undefined;
  const listener = (event: 'open' | 'close', state: YamlState): void => {
    if (event === 'open') {
      stack.push({ start: state.position, kind: null, value: undefined, children: [] });
      return;
    }
    const node = stack.pop() as Parsed;
    node.kind = state.kind;
    node.value = state.result;
    if (node.children.length > 0 && typeof node.value === 'object' && !anchors.has(node.value)) anchors.set(node.value, node);
    const parent = stack[stack.length - 1];
    if (parent) parent.children.push(node);
    else top = node;
  };
  parseYaml(text, { depth: defaultLimits.depth, listener });
  return { top, anchors };
}

interface Context {
  readonly text: string;
  readonly anchors: ReadonlyMap<unknown, Parsed>;
}

function assign(context: Context, parsed: Parsed, wanted: Wanted): void {
  if (wanted.children.size === 0) return;
  const node = contentOf(context, parsed);
  const { children } = node;
  if (Array.isArray(node.value)) {
    children.forEach((item, index) => settle(context, wanted.children.get(String(index)), item, contentStart(context.text, item.start)));
    return;
  }
  const merged: Parsed[] = [];
  for (let index = 0; index + 1 < children.length; index += 2) {
    const [key, item] = [children[index] as Parsed, children[index + 1] as Parsed];
    if (key.value === '<<') merged.push(item);
    else settle(context, wanted.children.get(String(key.value)), item, contentStart(context.text, key.start));
  }
  for (const item of merged) {
    const source = contentOf(context, item);
    for (const part of Array.isArray(source.value) ? source.children : [source]) assign(context, part, wanted);
  }
}

function settle(context: Context, wanted: Wanted | undefined, item: Parsed, offset: number): void {
  if (!wanted || wanted.offset !== undefined) return;
  wanted.offset = offset;
  assign(context, item, wanted);
}

/** The parser tries a mapping before it sees that a node is something else: the node then has itself as its only child. An alias has no children at all. */
function contentOf(context: Context, parsed: Parsed): Parsed {
  let node = parsed;
  while (node.children.length === 1 && node.children[0]?.value === node.value) node = node.children[0] as Parsed;
  return node.children.length === 0 ? (context.anchors.get(node.value) ?? node) : node;
}

/** The parser starts a node before the white space, comments and dash in front of it. */
function contentStart(text: string, from: number): number {
  const pattern = /(?:\s|#[^\n]*)*/y;
  pattern.lastIndex = from;
  return pattern.test(text) ? Math.min(pattern.lastIndex, text.length - 1) : from;
}
