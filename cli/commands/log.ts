import path from "node:path";
import { Command } from "commander";
import { HindcastError, parseAddress, type Envelope, printable } from "../../protocols/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import { addNatsOptions, namesNats } from "../options/nats.ts";
import { commandName, shellQuote, writeJson, writeText, type CommandIo } from "../output/index.ts";

interface Filter {
  readonly session?: string;
  readonly role?: string;
  readonly kind?: string;
  readonly json?: boolean;
}

/** Characters of a body on one line. */
const BRIEF = 120;

/** `hindcast log show LOG`: the messages of a log, for people or as JSON lines. */
export function logCommand(io: CommandIo): Command {
  const show = new Command("show")
    .description("print the messages of a log")
    .argument("<log>", "the log.hlog of a run")
    .option("--session <session>", "of this session alone")
    .option("--role <role>", "sent or received by this role")
    .option("--kind <kind>", "of this kind")
    .option("--json", "print one JSON array on stdout")
    .action(async (log: string, filter: Filter) => {
      let separator = "[\n";
      let shown = 0;
      for await (const envelope of readLog(path.resolve(io.cwd, log))) {
        if (!matches(envelope, filter)) continue;
        shown += 1;
        if (filter.json) {
          await writeText(io.stdout, separator);
          await writeJson(io.stdout, envelope);
          separator = ",";
        } else await writeText(io.stdout, `${line(envelope)}\n`);
      }
      if (filter.json) await writeText(io.stdout, shown === 0 ? "[]\n" : "]\n");
    });
  return new Command("log")
    .description("look at the log of a run")
    .addCommand(show)
    .addCommand(exportCommand(io));
}

/** `hindcast log export`: messages as JSON lines, or a log file out of a run on a NATS server. */
function exportCommand(io: CommandIo): Command {
  const command = new Command("export")
    .description("messages as JSON lines on stdout, or the log of a run on a NATS server as a file")
    .argument("[log]", "the log.hlog of a run")
    .option("--session <session>", "of this session alone")
    .option("--role <role>", "sent or received by this role")
    .option("--kind <kind>", "of this kind")
    .option("--run <id>", "a run on a NATS server")
    .option("--to <dir>", "write a log that can be replayed, with its blobs, to this directory")
    .action(async (log: string | undefined, values: ExportValues & Record<string, unknown>) => {
      if (!namesNats(values)) {
        if (log === undefined) throw new HindcastError("USAGE", "give LOG, or --nats and --run");
        if (values.to !== undefined)
          throw new HindcastError("USAGE", "--to needs --nats and --run");
        return writeLines(io, readLog(path.resolve(io.cwd, log)), values);
      }
      if (log !== undefined) throw new HindcastError("USAGE", "give LOG, or --nats and --run");
      // A log file is shown without loading what speaks to a NATS server.
      const { withRun } = await import("../../app/cluster/index.ts");
      const { LOG_FILE } = await import("../../runtime/bus/index.ts");
      const { exportLog } = await import("../../runtime/cluster/index.ts");
      const { readClusterRun } = await import("../options/index.ts");
      await withRun(readClusterRun(values, io), async ({ link, bus }) => {
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

interface ExportValues extends Filter {
  readonly run?: string;
  readonly to?: string;
}

async function writeLines(
  io: CommandIo,
  messages: AsyncIterable<Envelope>,
  filter: Filter,
): Promise<void> {
  for await (const envelope of messages) {
    if (matches(envelope, filter)) await writeJson(io.stdout, envelope);
  }
}

function matches(envelope: Envelope, { session, role, kind }: Filter): boolean {
  const roles = [envelope.from, envelope.to].map((address) => parseAddress(address).role);
  return (
    (session === undefined || envelope.session === session) &&
    (role === undefined || roles.includes(role)) &&
    (kind === undefined || envelope.kind === kind)
  );
}

function line({ seq, time, from, to, kind, body }: Envelope): string {
  const text = JSON.stringify(body) ?? "";
  const brief = text.length > BRIEF ? `${text.slice(0, BRIEF)}...` : text;
  const clock = new Date(time).toISOString().slice(11, 23);
  return `${String(seq).padStart(6)}  ${clock}  ${kind}  ${printable(from)} -> ${printable(to)}  ${printable(brief)}`;
}
