import path from "node:path";
import { Command } from "commander";
import { rebuild } from "../../../app/verify/index.ts";
import { printable } from "../../../protocols/index.ts";
import { writeText, type CommandIo } from "../../output/index.ts";

/** `hindcast rebuild FILE --into DIR`: write the files of a trajectory. */
export function rebuildCommand(io: CommandIo): Command {
  return new Command("rebuild")
    .argument("<file>", "a trajectory.json, or the directory of an export")
    .requiredOption("--into <dir>", "a directory that is empty or does not exist")
    .action(async (file: string, options: { into: string }) => {
      const root = path.resolve(io.cwd, options.into);
      const { written, excluded } = await rebuild({
        file: path.resolve(io.cwd, file),
        into: root,
      });
      const lines = excluded.map(
        ({ path: name, reason }) => `left out: ${printable(name)} (${reason})`,
      );
      const total = `${written.length} files written to ${printable(root)}, ${excluded.length} left out`;
      await writeText(io.stdout, [...lines, total, ""].join("\n"));
    });
}
