/**
 * Strongly connected components, each after everything that it has edges to. Roots and edges are
 * taken in the order given, so that the result depends on nothing else. Iterative: a chain of
 * imports may be longer than the stack.
 *
 * @param edges targets of each node, by index
 */
export function components(edges: readonly (readonly number[])[]): number[][] {
  const count = edges.length;
  const found: number[][] = [];
  const index = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const onStack = new Uint8Array(count);
  const next = new Int32Array(count);
  const stack: number[] = [];
  const calls: number[] = [];
  let counter = 0;
  for (let root = 0; root < count; root++) {
    if (index[root] !== -1) continue;
    calls.push(root);
    while (calls.length > 0) {
      const node = calls.at(-1) ?? 0;
      if (index[node] === -1) {
        index[node] = low[node] = counter++;
        stack.push(node);
        onStack[node] = 1;
      }
      const targets = edges[node] ?? [];
      let descended = false;
      while (next[node]! < targets.length) {
        const target = targets[next[node]!++] ?? 0;
        if (index[target] === -1) {
          calls.push(target);
          descended = true;
          break;
        }
        if (onStack[target] === 1) low[node] = Math.min(low[node]!, index[target]!);
      }
      if (descended) continue;
      calls.pop();
      const caller = calls.at(-1);
      if (caller !== undefined) low[caller] = Math.min(low[caller]!, low[node]!);
      if (low[node] !== index[node]) continue;
      const component: number[] = [];
      for (let member = -1; member !== node; component.push(member)) {
        member = stack.pop() ?? node;
        onStack[member] = 0;
      }
      found.push(component);
    }
  }
  return found;
}
