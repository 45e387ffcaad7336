import path from "node:path";
import { Command } from "commander";
import { FilterMessages, readMessages, type MessageFilter } from "../../../app/log/index.ts";
import { readRange, repeatable } from "../../options/index.ts";
import { LOG_FORMATS, exportAs, readFormat } from "./formats.ts";
import { HindcastError, printable, type Envelope } from "../../../protocols/index.ts";
import { addNatsOptions, namesNats } from "../../options/nats.ts";
import {
  commandName,
  shellQuote,
  writeJson,
  writeText,
  type CommandIo,
} from "../../output/index.ts";

/** `hindcast log export`: messages as JSON lines, or a log file out of a run on a NATS server. */
export function exportCommand(io: CommandIo): Command {
  const command = new Command("export")
    .description("messages on stdout in a format, or the log of a run on a NATS server as a file")
    .argument("[log]", "the log.hlog of a run")
    .option("--session <session>", "of this session alone")
    .option("--role <role>", "sent or received by this role")
    .option("--kind <kind>", "of this kind")
    .option("--agent <address>", "sent or received by this agent: an address, or the end of one")
    .option("--seq <range>", "at these positions: A..B, A.., ..B or A")
    .option("--format <format>", `of a LOG: ${LOG_FORMATS.join(", ")} (jsonl)`)
    .option("--agents <module>", "for stately: a module with an agent, repeatable", repeatable)
    .option("--trust", "for stately: load the modules that the log of somebody else names")
    .option("--run <id>", "a run on a NATS server")
    .option("--to <dir>", "write a log that can be replayed, with its blobs, to this directory")
    .action(async (log: string | undefined, values: ExportValues & Record<string, unknown>) => {
      if (!namesNats(values)) {
        if (log === undefined) throw new HindcastError("USAGE", "give LOG, or --nats and --run");
        if (values.to !== undefined)
          throw new HindcastError("USAGE", "--to needs --nats and --run");
        const format = readFormat(values.format);
        const file = path.resolve(io.cwd, log);
        if (format !== "jsonl") return exportAs(io, format, file, values);
        return writeLines(io, readMessages(file), values);
      }
      if (values.format !== undefined) throw new HindcastError("USAGE", "--format needs LOG");
      if (log !== undefined) throw new HindcastError("USAGE", "give LOG, or --nats and --run");
      // A log file is shown without loading what speaks to a NATS server.
      const { withRun } = await import("../../../app/cluster/index.ts");
      const { LOG_FILE } = await import("../../../runtime/bus/index.ts");
      const { exportLog } = await import("../../../runtime/cluster/index.ts");
      const { readClusterRun } = await import("../../options/index.ts");
      await withRun(await readClusterRun(values, io), async ({ link, bus }) => {
        const { to, session } = values;
        if (to === undefined) return writeLines(io, bus.read(), values);
        if (values.role !== undefined || values.kind !== undefined) {
          throw new HindcastError("USAGE", "a log without some of its messages cannot be replayed");
        }
        const directory = path.resolve(io.cwd, to);
        const count = await exportLog(link, bus, directory, session);
        const file = path.join(path.relative(io.cwd, directory), LOG_FILE);
        return writeText(
          io.stdout,
          `${count} messages in ${printable(file)}\nnext\n  ${commandName(io.env)} replay ${printable(shellQuote(file))}\n`,
        );
      });
    });
  return addNatsOptions(command);
}

interface ExportValues extends Pick<MessageFilter, "session" | "role" | "kind" | "agent"> {
  readonly seq?: string;
  readonly format?: string;
  readonly agents?: readonly string[];
  readonly trust?: boolean;
  readonly run?: string;
  readonly to?: string;
}

async function writeLines(
  io: CommandIo,
  messages: AsyncIterable<Envelope>,
  { session, role, kind, agent, seq }: ExportValues,
): Promise<void> {
  const range = seq === undefined ? undefined : readRange("--seq", seq);
  const filter = new FilterMessages({ session, role, kind, agent, range });
  for await (const envelope of messages) {
    if (filter.matches(envelope)) await writeJson(io.stdout, envelope);
  }
  filter.check();
}
