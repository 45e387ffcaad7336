import path from "node:path";
import { Command } from "commander";
import { findSlow, readMessages, type Waiting } from "../../../app/log/index.ts";
import {
  formatTable,
  paintFor,
  useColor,
  writeJson,
  writeText,
  type Column,
  type CommandIo,
} from "../../output/index.ts";

/** Agents that the table lists. */
const AGENTS = 10;

/** `hindcast log slow LOG`: where requests waited. */
export function slowCommand(io: CommandIo): Command {
  return new Command("slow")
    .description("add up the time between requests and answers by kind, role and agent")
    .argument("<log>", "the log.hlog of a run")
    .option("--json", "print one JSON value on stdout")
    .action(async (log: string, { json }: { json?: boolean }) => {
      const report = await findSlow(readMessages(path.resolve(io.cwd, log)));
      if (json) return writeJson(io.stdout, report);
      const paint = paintFor(useColor(io.stdout, io.env));
      const table = (title: string, rows: readonly Waiting[]): string =>
        formatTable(columns(title), rows, paint);
      const { kinds, roles, agents, open, elapsed_ms } = report;
      const tables = [
        table("kind", kinds),
        table("role", roles),
        table("asked by", agents.slice(0, AGENTS)),
      ];
      const end = `${elapsed_ms} ms from the first message to the last, ${open} requests without an answer\n`;
      return writeText(io.stdout, `${tables.join("\n")}${end}`);
    });
}

function columns(title: string): Column<Waiting>[] {
  const right = { align: "right" } as const;
  return [
    { title, cell: ({ name }) => name },
    { title: "requests", ...right, cell: ({ requests }) => `${requests}` },
    { title: "total ms", ...right, cell: ({ total_ms }) => `${total_ms}` },
    { title: "median", ...right, cell: ({ median_ms }) => `${median_ms}` },
    { title: "longest", ...right, cell: ({ max_ms }) => `${max_ms}` },
    { title: "at seq", ...right, cell: ({ slowest }) => `${slowest}` },
  ];
}
