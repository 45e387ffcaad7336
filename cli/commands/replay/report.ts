import type { AgentSnapshot, ReplayResult } from "../../../app/replay/index.ts";
import { printable } from "../../../protocols/index.ts";
import type { Divergence } from "../../../runtime/replay/index.ts";
import { EXIT } from "../../errors/index.ts";
import { brief, divergenceLines } from "../../output/index.ts";
import { formatAgainst } from "./against.ts";

type Result = Omit<ReplayResult, "trajectories">;

/** 3 where something differs, 1 where the log is torn or could not be compared, 0 otherwise. */
export function exitCodeOfReplay({ divergences, torn, uncompared, against }: Result): number {
  if (divergences.length > 0 || (against?.differences.length ?? 0) > 0) return EXIT.divergence;
  return torn || uncompared.length > 0 ? EXIT.failed : EXIT.done;
}

/** What `--json` prints; lists that are empty are left out. */
export function jsonOfReplay(result: Result): object {
  const { unended, changed, unknown_fields, uncompared, ...rest } = result;
  const lists = { unended, changed, unknown_fields, uncompared };
  const filled = Object.entries(lists).filter(([, list]) => list.length > 0);
  return { ...rest, ...Object.fromEntries(filled) };
}

/**
 * The report for people.
 *
 * @param again the command that replays this log
 */
export function formatReplay(result: Result, again: string): string {
  const { messages, agents, sessions, divergences, more, until, states } = result;
  const total = divergences.length + more;
  const folded = `${messages} messages, ${agents} agents, ${sessions} sessions folded`;
  const summary = `${folded}: ${total} divergence${total === 1 ? "" : "s"}`;
  const other = result.against ? formatAgainst(result.against) : [];
  const lines = [...describeAll(result, again), ...notes(result), summary, ...other];
  return `${lines.join("\n")}\n${states === undefined ? "" : formatStates(until, states)}`;
}

/** The first divergence of each cause. */
function describeAll({ divergences, more, groups = [] }: Result, again: string): string[] {
  const grouped = groups.flatMap(({ first, count, seqs }) => {
    const others = seqs.slice(1).join(", ");
    const dots = count > seqs.length ? ", ..." : "";
    const rest = count > 1 ? [`  and ${count - 1} more like it: seq ${others}${dots}`] : [];
    return [...describe(first, again), ...rest];
  });
  // Starts of sessions and recorded trajectories are compared beside the agents, and listed last.
  const inGroups = groups.reduce((sum, { count }) => sum + count, 0) - more;
  const others = divergences.slice(inGroups);
  return [...grouped, ...others.flatMap((divergence) => describe(divergence, again))];
}

function describe(divergence: Divergence, again: string): string[] {
  return [...divergenceLines(divergence), `  look:      ${again} --until ${divergence.seq}`];
}

function notes(result: Result): string[] {
  const { torn, unended, changed, versions, unknown_fields: fields, uncompared } = result;
  const { services } = result;
  return [
    ...(services
      ? [
          `${services.asked} answers of services asked again`,
          ...services.unasked.map(
            ({ reason, requests }) => `not asked again: ${requests}, ${printable(reason)}`,
          ),
        ]
      : []),
    ...(torn
      ? [
          `torn: the last ${torn.bytes} bytes, from byte ${torn.offset}, are no whole message: the log was cut short or changed there`,
        ]
      : []),
    ...unended.map((session) => `never ended: ${printable(session)}`),
    ...changed.map(
      ({ role, recorded, loaded }) =>
        `the behaviour of ${printable(role)} changed since: recorded ${printable(recorded)}, loaded ${loaded ?? "none"}`,
    ),
    ...(versions
      ? [`written by hindcast ${printable(versions.recorded)}, read by ${versions.loaded}`]
      : []),
    ...fields.map((field) => `left out, unknown to this version: ${printable(field)}`),
    ...uncompared.map(
      ({ session, reason }) =>
        `trajectory not compared: ${printable(session)}: ${printable(reason)}`,
    ),
  ];
}

function formatStates(until: number | undefined, states: readonly AgentSnapshot[]): string {
  const lines = states.flatMap(({ address, state }) => [
    `${printable(address)}  ${printable(JSON.stringify(state.value))}  ${state.sent} sent`,
    `  ${brief(state.context, 400)}`,
  ]);
  return `after seq ${until}:\n${lines.join("\n")}\n`;
}
