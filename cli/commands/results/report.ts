import { writeFile } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { HindcastError, printable, reasonOf } from "../../../protocols/index.ts";
import { Answers, openTarget } from "../../../viewer/api/index.ts";
import { reportOf } from "../../../viewer/report/index.ts";
import { readPage } from "../../../viewer/server/index.ts";
import { writeText, type CommandIo } from "../../output/index.ts";

/** `hindcast report OUT --to FILE.html`: the page about a run as one file. */
export function reportCommand(io: CommandIo): Command {
  return new Command("report")
    .argument("<out>", "an output directory, or the log.hlog of a run")
    .requiredOption("--to <file>", "the file to write; one that is there is replaced")
    .action(async (out: string, { to }: { to: string }) => {
      const page = await readPage();
      const answers = new Answers({ run: await openTarget(path.resolve(io.cwd, out)) });
      const { html, left } = await reportOf(page, answers);
      try {
        await writeFile(path.resolve(io.cwd, to), html);
      } catch (error) {
        throw new HindcastError("USAGE", `flag --to: ${reasonOf(error)}`, { cause: error });
      }
      const size = `${(Buffer.byteLength(html) / 1e6).toFixed(1)} MB`;
      await writeText(io.stdout, `${printable(to)}, ${size}\n`);
      if (left > 0) {
        const what = left === 1 ? "1 search is" : `${left} searches are`;
        io.stderr.write(`${what} left out to keep it small; \`hindcast view\` shows all of them\n`);
      }
    });
}
