import path from "node:path";
import { Command } from "commander";
import { rebuildInto } from "../../app/files/rebuild.ts";
import { readTrajectory } from "../../app/files/trajectory.ts";
import { printable } from "../../protocols/index.ts";
import { writeText, type CommandIo } from "../output/index.ts";

/** `hindcast rebuild FILE --into DIR`: the repository's files out of a trajectory. */
export function rebuildCommand(io: CommandIo): Command {
  return new Command("rebuild")
    .description("write the files of a trajectory into a directory")
    .argument("<file>", "a trajectory.json")
    .requiredOption("--into <dir>", "a directory that is empty or does not exist")
    .action(async (file: string, options: { into: string }) => {
      const trajectory = await readTrajectory(path.resolve(io.cwd, file));
      const root = path.resolve(io.cwd, options.into);
      const count = await rebuildInto(trajectory, root);
      const left = trajectory.repository.files.filter(({ included }) => !included);
      const lines = left.map(
        ({ path: name, reason }) => `left out: ${printable(name)} (${reason})`,
      );
      const total = `${count} files written to ${printable(root)}, ${left.length} left out`;
      await writeText(io.stdout, [...lines, total, ""].join("\n"));
    });
}
