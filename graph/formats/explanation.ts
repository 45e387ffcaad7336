import { printable } from "../../protocols/index.ts";
import type { ExplainedImport, FileExplanation } from "../graph/explain.ts";

const maxTried = 30;

/** An explanation as text for a terminal. */
export function explanationText(explanation: FileExplanation): string {
  const { path, included, reason, detail, language, imports } = explanation;
  const state = included ? "included" : `left out, ${reason ?? "excluded"}`;
  const lines = [`${path}: ${state}: ${detail}`, `language: ${language ?? "none"}`];
  if (included) lines.push(`imports: ${imports.length}`);
  for (const item of imports) lines.push(...importLines(item));
  return `${lines.map(printable).join("\n")}\n`;
}

function importLines(item: ExplainedImport): string[] {
  const { specifier, line, kind, tried } = item;
  const lines = [`  line ${line}: ${specifier} (${kind})`];
  for (const { to, rule } of item.imports) {
    lines.push(`    -> ${to}${rule === undefined ? "" : ` (a guess: ${rule})`}`);
  }
  for (const { package: name, evidence } of item.external) {
    lines.push(`    -> package ${name} (external: ${evidence})`);
  }
  for (const { reason } of item.unresolved) lines.push(`    -> nothing (${reason})`);
  if (item.imports.length + item.external.length + item.unresolved.length === 0) {
    lines.push("    -> no file of the repository, and not an import that must have one");
  }
  for (const path of tried.slice(0, maxTried)) lines.push(`    tried ${path}`);
  if (tried.length > maxTried) lines.push(`    and ${tried.length - maxTried} more`);
  return lines;
}
