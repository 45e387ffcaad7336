import path from "node:path";
import { Command } from "commander";
import { diffLogs } from "../../../app/log/index.ts";
import { printable } from "../../../protocols/index.ts";
import { EXIT } from "../../errors/index.ts";
import { writeJson, writeText, type CommandIo } from "../../output/index.ts";
import { brief } from "./line.ts";

/** `hindcast log diff A B`: the first message of each actor that two logs do not agree on. */
export function diffCommand(io: CommandIo): Command {
  return new Command("diff")
    .description("compare two logs: the first differing message of each agent and service")
    .argument("<a>", "the log.hlog of a run")
    .argument("<b>", "the log.hlog of another run")
    .option("--json", "print one JSON array on stdout")
    .action(async (a: string, b: string, { json }: { json?: boolean }) => {
      const [left, right] = [path.resolve(io.cwd, a), path.resolve(io.cwd, b)];
      const differences = await diffLogs(left, right);
      if (differences.length > 0) io.exitCode(EXIT.divergence);
      if (json) return writeJson(io.stdout, differences);
      const lines = differences.flatMap(({ sender, number, what, kind, path: at, ...sides }) => {
        const side = (name: string, found: typeof sides.left): string =>
          found
            ? `  ${name}: seq ${found.seq}  ${brief(found.value)}`
            : `  ${name}: no such message`;
        const where = what === "only" ? "is in one log only" : `differs at ${at}`;
        const head = `${printable(sender)}: message ${number}, ${printable(kind)}, ${printable(where)}`;
        return [head, side("a", sides.left), side("b", sides.right)];
      });
      const count = differences.length;
      const end = count === 0 ? "no message differs" : `${count} senders differ`;
      return writeText(io.stdout, `${[...lines, end].join("\n")}\n`);
    });
}
