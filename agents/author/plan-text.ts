import type { PlanEntry } from "../../protocols/index.ts";

/** A plan as people read it: prose, then the files by number. */
export function planText(prose: string, entries: readonly PlanEntry[]): string {
  const lines = entries.map(
    ({ path, purpose }, index) =>
      `${index + 1}. \`${path}\`${purpose === "" ? "" : `: ${purpose}`}`,
  );
  return [prose, lines.join("\n")].filter((part) => part !== "").join("\n\n");
}
