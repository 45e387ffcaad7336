import path from "node:path";
import { Command } from "commander";
import { HindcastError, firstDifference, printable } from "../../protocols/index.ts";
import type { Divergence, ReplayReport } from "../../runtime/replay/index.ts";
import { EXIT } from "../errors/index.ts";
import { DrivingCheck } from "../../app/files/driving.ts";
import { openingOfLog } from "../../app/files/output.ts";
import { foldLog, hasBlobs, refoldTrajectories } from "../../app/files/refold.ts";
import { admitModules } from "../../app/trust/index.ts";
import { repeatable } from "../options/index.ts";
import { writeJson, writeText, type CommandIo } from "../output/index.ts";
import { loadRoster } from "../../app/run/roster.ts";

interface ReplayOptions {
  readonly until?: string;
  readonly agents?: readonly string[];
  readonly trust?: boolean;
  readonly json?: boolean;
}

const WITHOUT_BLOBS =
  "The blobs are not beside the log: the messages are compared, the trajectories are not.\n";

/** `hindcast replay LOG`: does the log still follow from what today's agents do? */
export function replayCommand(io: CommandIo): Command {
  return new Command("replay")
    .description("fold a log through today's agents and compare every message")
    .argument("<log>", "the log.hlog of a run")
    .option("--until <seq>", "stop behind this message and show every agent's state")
    .option("--agents <module>", "a module with an agent, repeatable", repeatable)
    .option("--trust", "load the modules that the log of somebody else names")
    .option("--json", "print one JSON value on stdout")
    .action(async (log: string, options: ReplayOptions) => {
      const file = path.resolve(io.cwd, log);
      const until = readSeq(options.until);
      const named = (options.agents ?? []).map((module) => path.resolve(io.cwd, module));
      const opening = await openingOfLog(file);
      const { trust = false } = options;
      const logged = { ...opening, directory: path.dirname(file) };
      const vouched = { trust, agents: named };
      const roster = await loadRoster(await admitModules(logged, vouched, io.env));
      const driving = new DrivingCheck(opening);
      const { report, fold } = await foldLog(file, roster, { until, also: driving });
      const whole = until === undefined;
      if (whole && !hasBlobs(file)) io.stderr.write(WITHOUT_BLOBS);
      const recorded = whole && hasBlobs(file) ? await trajectories(file) : [];
      const extra = [...driving.divergences, ...recorded];
      const all = { ...report, divergences: [...report.divergences, ...extra] };
      const states = whole ? undefined : fold.states();
      if (options.json) await writeJson(io.stdout, { ...all, until, states });
      else await writeText(io.stdout, reportText(all) + (states ? statesText(until, states) : ""));
      io.exitCode(all.divergences.length === 0 ? EXIT.done : EXIT.divergence);
    });
}

async function trajectories(log: string): Promise<Divergence[]> {
  const refolded = await refoldTrajectories(log);
  return refolded.flatMap(({ session, seq, recorded, folded }): Divergence[] => {
    const difference = firstDifference(recorded, folded);
    if (!difference) return [];
    const likely =
      "the log or its blobs were altered, or the trajectory is assembled differently now";
    const about = { seq, kind: "recorder.recorded", what: "differs", likely } as const;
    return [
      {
        ...about,
        agent: `${session}/recorder/pool`,
        path: `.body${difference.path}`,
        recorded: difference.left,
        attempted: difference.right,
      },
    ];
  });
}

function reportText({ messages, agents, sessions, divergences, more }: ReplayReport): string {
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

function statesText(
  until: number | undefined,
  states: readonly { address: string; state: { value: unknown; context: unknown; sent: number } }[],
): string {
  const lines = states.flatMap(({ address, state }) => [
    `${printable(address)}  ${printable(JSON.stringify(state.value))}  ${state.sent} sent`,
    `  ${brief(state.context, 400)}`,
  ]);
  return `behind seq ${until}:\n${lines.join("\n")}\n`;
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
