import path from "node:path";
import { Command } from "commander";
import { replay, type AgentSnapshot } from "../../app/replay/index.ts";
import { HindcastError, printable } from "../../protocols/index.ts";
import type { Divergence, ReplayReport } from "../../runtime/replay/index.ts";
import { EXIT } from "../errors/index.ts";
import { repeatable } from "../options/index.ts";
import { writeJson, writeText, type CommandIo } from "../output/index.ts";

interface ReplayValues {
  readonly until?: string;
  readonly agents?: readonly string[];
  readonly trust?: boolean;
  readonly json?: boolean;
}

const WITHOUT_BLOBS =
  "The blobs are not beside the log: the messages are compared, the trajectories are not.\n";

/** `hindcast replay LOG`: compare a log with what today's agents send. */
export function replayCommand(io: CommandIo): Command {
  return new Command("replay")
    .description("fold a log through today's agents and compare every message")
    .argument("<log>", "the log.hlog of a run")
    .option("--until <seq>", "stop after this message and show every agent's state")
    .option("--agents <module>", "a module with an agent, repeatable", repeatable)
    .option("--trust", "load the modules that the log of somebody else names")
    .option("--json", "print one JSON value on stdout")
    .action(async (log: string, values: ReplayValues) => {
      const { trajectories, ...result } = await replay({
        log: path.resolve(io.cwd, log),
        until: readSeq(values.until),
        trust: values.trust === true,
        env: io.env,
        modules: (values.agents ?? []).map((module) => path.resolve(io.cwd, module)),
      });
      const { until, states } = result;
      if (until === undefined && !trajectories) io.stderr.write(WITHOUT_BLOBS);
      if (values.json) await writeJson(io.stdout, result);
      else {
        const text = states === undefined ? "" : formatStates(until, states);
        await writeText(io.stdout, formatReport(result) + text);
      }
      io.exitCode(result.divergences.length === 0 ? EXIT.done : EXIT.divergence);
    });
}

function formatReport({ messages, agents, sessions, divergences, more }: ReplayReport): string {
  const total = divergences.length + more;
  const folded = `${messages} messages, ${agents} agents, ${sessions} sessions folded`;
  const summary = `${folded}: ${total} divergence${total === 1 ? "" : "s"}`;
  return `${[...divergences.flatMap(describe), summary].join("\n")}\n`;
}

function describe(divergence: Divergence): string[] {
  const { agent, seq, kind, what, path: where, recorded, attempted, likely } = divergence;
  return [
    `divergence at seq ${seq}: ${printable(agent)}, ${printable(kind)} (${what})`,
    `  first difference: ${printable(where || "(the whole message)")}`,
    `  recorded:  ${brief(recorded)}`,
    `  attempted: ${brief(attempted)}`,
    `  likely:    ${printable(likely)}`,
    `  look:      hindcast replay LOG --until ${seq}`,
  ];
}

function formatStates(until: number | undefined, states: readonly AgentSnapshot[]): string {
  const lines = states.flatMap(({ address, state }) => [
    `${printable(address)}  ${printable(JSON.stringify(state.value))}  ${state.sent} sent`,
    `  ${brief(state.context, 400)}`,
  ]);
  return `after seq ${until}:\n${lines.join("\n")}\n`;
}

function brief(value: unknown, limit = 160): string {
  const text = printable(JSON.stringify(value) ?? "nothing");
  return text.length > limit ? `${text.slice(0, limit)}...` : text;
}

function readSeq(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seq = Number(text);
  if (Number.isInteger(seq) && seq > 0) return seq;
  throw new HindcastError(
    "USAGE",
    `flag --until: found ${JSON.stringify(text)}, expected a position from 1`,
  );
}
