import type { RepositoryIndex } from "../graph/repository-index.ts";
import { isHard } from "../graph/order.ts";
import { directoryOf } from "../resolve/paths.ts";
import { printable } from "../../protocols/index.ts";

/**
 * The graph of files and external packages in the language of Graphviz. Dashed edges do not hold
 * when a file is loaded; files of one directory share a box.
 */
export function dotText(index: RepositoryIndex): string {
  const lines = ["digraph repository {", "  rankdir=LR;", "  node [shape=box];"];
  const groups = new Map<string, string[]>();
  for (const path of index.files.keys()) {
    const directory = directoryOf(path);
    const group = groups.get(directory) ?? [];
    group.push(path);
    groups.set(directory, group);
  }
  for (const [directory, paths] of groups) {
    lines.push(`  subgraph ${quoted(`cluster:${directory}`)} {`);
    lines.push(`    label=${quoted(directory === "" ? "." : directory)};`);
    for (const path of paths) lines.push(`    ${quoted(`file:${path}`)} [label=${quoted(path)}];`);
    lines.push("  }");
  }
  const packages = new Set(
    index.external.filter((item) => !item.builtin).map((item) => item.package),
  );
  for (const name of packages) {
    lines.push(`  ${quoted(`package:${name}`)} [label=${quoted(name)}, shape=ellipse];`);
  }
  index.graph.forEachDirectedEdge((_edge, { type, kinds }, from, to) => {
    if (type !== "imports") return;
    if (to.startsWith("package:") && !packages.has(to.slice("package:".length))) return;
    const style = kinds.some(isHard) ? "" : " [style=dashed]";
    lines.push(`  ${quoted(from)} -> ${quoted(to)}${style};`);
  });
  lines.push("}");
  return `${lines.join("\n")}\n`;
}

// In a quoted Graphviz string only `"` ends it, and a backslash starts an escape in labels.
function quoted(text: string): string {
  return `"${printable(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
