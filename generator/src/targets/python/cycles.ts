/** The strongly connected components of a graph, as a number for each node (Tarjan; without recursion, for graphs of any depth). */
export function components<Node>(nodes: Iterable<Node>, next: (node: Node) => readonly Node[]): ReadonlyMap<Node, number> {
  const index = new Map<Node, number>();
  const low = new Map<Node, number>();
  const open = new Set<Node>();
  const stack: Node[] = [];
  const found = new Map<Node, number>();
  let counter = 0;
  let groups = 0;
  for (const start of nodes) {
    if (index.has(start)) continue;
    const work: { readonly node: Node; readonly below: readonly Node[]; at: number }[] = [];
    const enter = (node: Node): void => {
      index.set(node, counter);
      low.set(node, counter++);
      stack.push(node);
      open.add(node);
      work.push({ node, below: next(node), at: 0 });
    };
    enter(start);
    while (work.length > 0) {
      const frame = work[work.length - 1] as (typeof work)[number];
      const { node, below } = frame;
      const child = below[frame.at++];
      if (child !== undefined) {
        if (!index.has(child)) enter(child);
        else if (open.has(child)) low.set(node, Math.min(low.get(node) as number, index.get(child) as number));
        continue;
      }
      work.pop();
      const above = work.at(-1);
      if (above) low.set(above.node, Math.min(low.get(above.node) as number, low.get(node) as number));
      if (low.get(node) !== index.get(node)) continue;
      for (let member = stack.pop() as Node; ; member = stack.pop() as Node) {
        open.delete(member);
        found.set(member, groups);
        if (member === node) break;
      }
      groups += 1;
    }
  }
  return found;
}
