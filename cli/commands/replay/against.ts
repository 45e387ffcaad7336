import type {
  AgainstReport,
  DifferenceGroup,
  ExplainedDifference,
} from "../../../app/replay/index.ts";
import { printable } from "../../../protocols/index.ts";
import { brief, stackLines } from "../../output/index.ts";

/** What differs from another version, for people: the first difference of each cause. */
export function formatAgainst(report: AgainstReport): string[] {
  const { groups, differences, more, unlike_log: unlike } = report;
  const agents = differences.length + more;
  const differ = agents === 1 ? "1 agent differs" : `${agents} agents differ`;
  return [
    ...groups.flatMap(describeGroup),
    `against ${nameOf(report)}: ${differ}; unlike the log are ${unlike.this} messages of this version, ${unlike.against} of the other`,
  ];
}

function nameOf({ named = "", commit, what, version }: AgainstReport): string {
  const at = commit === undefined ? "" : ` (${commit.slice(0, 12)})`;
  const is = what === "hindcast" ? `hindcast ${version ?? ""}` : "its modules";
  return `${printable(named)}${at}, ${printable(is.trim())}`;
}

function describeGroup({ first, count, seqs }: DifferenceGroup): string[] {
  const others = seqs.slice(1).join(", ");
  const dots = count > seqs.length ? ", ..." : "";
  const rest = count > 1 ? [`  and ${count - 1} more like it: seq ${others}${dots}`] : [];
  return [...describe(first), ...rest];
}

function describe(difference: ExplainedDifference): string[] {
  const { agent, seq, kind, what, path: where, sent_at, error, likely } = difference;
  const shown =
    sent_at === null ? "no message shows it" : `shows in what it sends at seq ${sent_at}`;
  return [
    `versions differ at seq ${seq}: ${printable(agent)}, on ${printable(kind)} (${what})`,
    `  first difference: ${printable(where || "(the whole step)")}, ${shown}`,
    `  this:      ${brief(difference.this)}`,
    `  against:   ${brief(difference.against)}`,
    ...(error === undefined
      ? []
      : [`  exception: ${error.code}: ${printable(error.reason)}`, ...stackLines(error.stack)]),
    `  likely:    ${printable(likely)}`,
  ];
}
