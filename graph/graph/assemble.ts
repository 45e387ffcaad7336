import { DirectedGraph } from "graphology";
import { directoryOf } from "../resolve/paths.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { naturalOrder } from "./natural.ts";
import { dependencyOrder } from "./order.ts";
import { fileReferences } from "./references.ts";
import type { Resolved } from "./resolution.ts";
import type {
  EdgeAttributes,
  ExternalImport,
  ImportEdge,
  IndexedFile,
  LocatedSymbol,
  NodeAttributes,
  RepositoryIndex,
  SymbolReference,
} from "./repository-index.ts";

/** Puts a snapshot's files and where their imports lead together, in parts: graph, symbols, order. */
export function* assemble(
  snapshot: Snapshot,
  files: ReadonlyMap<string, IndexedFile>,
  { imports, external, unresolved }: Resolved,
): Generator<undefined, RepositoryIndex> {
  const { order, cycles } = dependencyOrder(naturalOrder([...files.keys()]), imports);
  const byFrom = groupBy(imports, (edge) => edge.from);
  const byTarget = groupBy(imports, (edge) => edge.to);
  const externals = groupBy(external, (item) => item.from);
  const lost = groupBy(unresolved, (item) => item.from);
  const importsOf = (path: string): readonly ImportEdge[] => byFrom.get(path) ?? [];
  const references = new Map<string, readonly SymbolReference[]>();
  yield;
  const graph = graphOf(files, imports, external);
  yield;
  const symbols = yield* symbolTable(files);
  return {
    repository: snapshot.repository,
    manifest: snapshot.manifest,
    files,
    imports,
    external,
    unresolved,
    graph,
    symbols,
    importsOf,
    importersOf: (path) => byTarget.get(path) ?? [],
    externalsOf: (path) => externals.get(path) ?? [],
    unresolvedOf: (path) => lost.get(path) ?? [],
    referencesOf(path) {
      let found = references.get(path);
      if (found === undefined) {
        found = fileReferences({ files, importsOf }, path);
        references.set(path, found);
      }
      return found;
    },
    order,
    cycles,
  };
}

function graphOf(
  files: ReadonlyMap<string, IndexedFile>,
  imports: readonly ImportEdge[],
  external: readonly ExternalImport[],
): DirectedGraph<NodeAttributes, EdgeAttributes> {
  const graph = new DirectedGraph<NodeAttributes, EdgeAttributes>();
  const directory = (path: string): string => {
    const node = `dir:${path}`;
    if (graph.hasNode(node)) return node;
    graph.addNode(node, { type: "directory" });
    if (path !== "")
      graph.addEdge(directory(directoryOf(path)), node, { type: "contains", kinds: [] });
    return node;
  };
  directory("");
  for (const path of files.keys()) {
    graph.addNode(`file:${path}`, { type: "file" });
    graph.addEdge(directory(directoryOf(path)), `file:${path}`, { type: "contains", kinds: [] });
  }
  const link = (from: string, to: string, kind: ImportEdge["kind"]): void => {
    const known = graph.edge(from, to);
    if (known === undefined) graph.addEdge(from, to, { type: "imports", kinds: [kind] });
    else {
      const { kinds } = graph.getEdgeAttributes(known);
      if (!kinds.includes(kind)) kinds.push(kind);
    }
  };
  for (const edge of imports) link(`file:${edge.from}`, `file:${edge.to}`, edge.kind);
  for (const item of external) {
    const node = `package:${item.package}`;
    if (!graph.hasNode(node)) graph.addNode(node, { type: "package" });
    link(`file:${item.from}`, node, item.kind);
  }
  return graph;
}

function* symbolTable(
  files: ReadonlyMap<string, IndexedFile>,
): Generator<undefined, Map<string, LocatedSymbol[]>> {
  const table = new Map<string, LocatedSymbol[]>();
  for (const [path, file] of files) {
    for (const symbol of file.record?.symbols ?? []) {
      const known = table.get(symbol.name);
      if (known === undefined) table.set(symbol.name, [{ path, symbol }]);
      else known.push({ path, symbol });
    }
    yield;
  }
  return table;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
