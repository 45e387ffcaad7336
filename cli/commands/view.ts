import path from "node:path";
import { Command } from "commander";
import { HindcastError, printable, reasonOf } from "../../protocols/index.ts";
import { Answers, openTarget } from "../../viewer/api/index.ts";
import {
  readPage,
  startViewer,
  type Viewer,
  type ViewerOptions,
} from "../../viewer/server/index.ts";
import { EXIT } from "../errors/index.ts";
import { onInterrupt } from "../interrupt/index.ts";
import { writeJson, writeText, type CommandIo } from "../output/index.ts";

/** `hindcast view OUT|LOG`: a run as a page in the browser. */
export function viewCommand(io: CommandIo): Command {
  return new Command("view")
    .description(
      "serve a page about a run on this machine: trajectories, searches, graph, messages",
    )
    .argument("<target>", "an output directory, or the log.hlog of a run")
    .option("--port <n>", "port on 127.0.0.1; 0 takes a free one", "0")
    .option("--json", "print one JSON value on stdout")
    .action(async (target: string, values: { port: string; json?: boolean }) => {
      const port = readPort(values.port);
      const page = await readPage();
      const answers = new Answers(await openTarget(path.resolve(io.cwd, target)));
      const onError = (error: unknown): void =>
        void io.stderr.write(`${printable(reasonOf(error))}\n`);
      let stop: (signal: NodeJS.Signals) => void = () => {};
      const stopped = new Promise<NodeJS.Signals>((resolve) => {
        stop = resolve;
      });
      const interrupt = onInterrupt((signal) => stop(signal));
      try {
        const viewer = await start({ page, answers, port, onError });
        try {
          if (values.json) await writeJson(io.stdout, { url: viewer.url });
          else await writeText(io.stdout, `${viewer.url}\n`);
          // Ctrl-C is how a page that is served comes to its end.
          io.exitCode((await stopped) === "SIGINT" ? EXIT.interrupted : EXIT.done);
        } finally {
          await viewer.close();
        }
      } finally {
        interrupt.close();
      }
    });
}

async function start(options: ViewerOptions): Promise<Viewer> {
  try {
    return await startViewer(options);
  } catch (error) {
    if (!/EADDRINUSE|EACCES/.test(String((error as NodeJS.ErrnoException).code))) throw error;
    throw new HindcastError("USAGE", `flag --port: ${reasonOf(error)}`, { cause: error });
  }
}

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new HindcastError("USAGE", `flag --port: found "${text}", expected a port from 0 to 65535`);
}
