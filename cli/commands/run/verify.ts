import path from "node:path";
import { Command } from "commander";
import { verify } from "../../../app/verify/index.ts";
import { printable } from "../../../protocols/index.ts";
import { EXIT } from "../../errors/index.ts";
import { writeJson, writeText, type CommandIo } from "../../output/index.ts";

/** `hindcast verify OUT|FILE`: check the invariants of trajectories. */
export function verifyCommand(io: CommandIo): Command {
  return new Command("verify")
    .argument("<target>", "an output directory or a trajectory.json")
    .option("--repository <dir>", "also compare with this directory, file by file")
    .option("--json", "print one JSON value on stdout")
    .action(async (target: string, options: { repository?: string; json?: boolean }) => {
      const { repository } = options;
      const { verified, ok, findings } = await verify({
        target: path.resolve(io.cwd, target),
        repository: repository === undefined ? undefined : path.resolve(io.cwd, repository),
      });
      if (options.json) await writeJson(io.stdout, { verified, ok, findings });
      else {
        const lines = findings.map(
          ({ file, path: where, detail }) =>
            `${printable(file)}: ${printable(where)}: ${printable(detail)}`,
        );
        const verdict = ok
          ? `${verified} ${verified === 1 ? "trajectory" : "trajectories"} verified: every invariant holds`
          : `${findings.length} ${findings.length === 1 ? "breach" : "breaches"} found`;
        await writeText(io.stdout, [...lines, verdict, ""].join("\n"));
      }
      io.exitCode(ok ? EXIT.done : EXIT.failed);
    });
}
