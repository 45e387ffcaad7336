import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { checkTrajectory, writesOf } from "../../agents/trajectory/index.ts";
import { HindcastError, printable } from "../../protocols/index.ts";
import { readTrajectory } from "../../app/files/trajectory.ts";
import { writeText, type CommandIo } from "../output/index.ts";

/** `hindcast rebuild FILE --into DIR`: the repository's files out of a trajectory. */
export function rebuildCommand(io: CommandIo): Command {
  return new Command("rebuild")
    .description("write the files of a trajectory into a directory")
    .argument("<file>", "a trajectory.json")
    .requiredOption("--into <dir>", "a directory that is empty or does not exist")
    .action(async (file: string, options: { into: string }) => {
      const trajectory = await readTrajectory(path.resolve(io.cwd, file));
      const [breach] = checkTrajectory(trajectory);
      if (breach) throw new HindcastError("TRAJECTORY_INVALID", `${breach.path}: ${breach.detail}`);
      const root = path.resolve(io.cwd, options.into);
      const writes = writesOf(trajectory);
      for (const write of writes) targetOf(root, write.path);
      await prepare(root);
      for (const write of writes) {
        const target = targetOf(root, write.path);
        await mkdir(path.dirname(target), { recursive: true });
        await writeFile(target, write.bytes, { flag: "wx" });
        if (write.executable) await chmod(target, 0o755);
      }
      const left = trajectory.repository.files.filter(({ included }) => !included);
      const lines = left.map(
        ({ path: name, reason }) => `left out: ${printable(name)} (${reason})`,
      );
      const total = `${writes.length} files written to ${printable(root)}, ${left.length} left out`;
      await writeText(io.stdout, [...lines, total, ""].join("\n"));
    });
}

/** Where a file goes. Throws REBUILD_UNSAFE for a path that leaves the directory. */
function targetOf(root: string, name: string): string {
  const parts = name.split("/");
  const unsafe = parts.some((part) => part === "" || part === "." || part === "..");
  if (unsafe || name.includes("\0") || path.isAbsolute(name)) {
    throw new HindcastError("REBUILD_UNSAFE", JSON.stringify(name));
  }
  return path.join(root, ...parts);
}

async function prepare(root: string): Promise<void> {
  await mkdir(root, { recursive: true });
  // In an empty directory that we fill ourselves no link can lead a write elsewhere.
  if ((await readdir(root)).length > 0) throw new HindcastError("OUTPUT_EXISTS", root);
}
