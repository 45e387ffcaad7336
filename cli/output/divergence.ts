import { printable } from "../../protocols/index.ts";
import type { Divergence } from "../../runtime/replay/index.ts";
import { brief, stackLines } from "./values.ts";

/** A place where today's agents and the log disagree, for people. */
export function divergenceLines(divergence: Divergence): string[] {
  const { agent, seq, kind, what, path, recorded, attempted, error, likely } = divergence;
  return [
    `divergence at seq ${seq}: ${printable(agent)}, ${printable(kind)} (${what})`,
    `  first difference: ${printable(path || "(the whole message)")}`,
    `  recorded:  ${brief(recorded)}`,
    `  attempted: ${brief(attempted)}`,
    ...(error === undefined
      ? []
      : [`  exception: ${error.code}: ${printable(error.reason)}`, ...stackLines(error.stack)]),
    `  likely:    ${printable(likely)}`,
  ];
}
