import path from "node:path";
import { Command } from "commander";
import { parseAddress, type Envelope } from "../../protocols/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import { printable } from "../../runtime/progress/index.ts";
import { writeJson, writeText, type CommandIo } from "../output/index.ts";

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
  return new Command("log").description("look at the log of a run").addCommand(show);
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
