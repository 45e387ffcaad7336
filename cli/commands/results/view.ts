import path from "node:path";
import { Command } from "commander";
import { withLink } from "../../../app/cluster/index.ts";
import { readDataset } from "../../../app/export/index.ts";
import { HindcastError, printable, reasonOf } from "../../../protocols/index.ts";
import { Answers, ClusterWatch, openTarget, type Subject } from "../../../viewer/api/index.ts";
import {
  readPage,
  startViewer,
  type Viewer,
  type ViewerOptions,
} from "../../../viewer/server/index.ts";
import { EXIT } from "../../errors/index.ts";
import { onInterrupt } from "../../interrupt/index.ts";
import { addNatsOptions, namesNats, readCluster } from "../../options/index.ts";
import { writeJson, writeText, type CommandIo } from "../../output/index.ts";

interface ViewValues extends Readonly<Record<string, unknown>> {
  readonly port: string;
  readonly json?: boolean;
}

/** `hindcast view [OUT|LOG|EXPORT] [OTHER]`: a run, two of them, or a cluster as a page in the browser. */
export function viewCommand(io: CommandIo): Command {
  const command = new Command("view")
    .argument("[target]", "an output directory, the log.hlog of a run, or an export")
    .argument("[other]", "an output directory or a log to compare it with")
    .option("--port <n>", "port on 127.0.0.1; 0 takes a free one", "0")
    .option("--json", "print one JSON value on stdout")
    .action(async (target: string | undefined, other: string | undefined, values: ViewValues) => {
      const port = readPort(values.port);
      if (target === undefined && !namesNats(values)) {
        throw new HindcastError(
          "USAGE",
          "name an output directory or a log, or a cluster by --nats",
        );
      }
      const page = await readPage();
      const subject = await openSubject(io, target, other);
      const serve = (all: Subject): Promise<void> =>
        serveUntilStopped(io, { page, port, answers: new Answers(all) }, values.json === true);
      if (!namesNats(values)) return serve(subject);
      return withLink(readCluster(values, io), (link) =>
        serve({ ...subject, cluster: new ClusterWatch(link) }),
      );
    });
  return addNatsOptions(command);
}

async function openSubject(
  io: CommandIo,
  target: string | undefined,
  other: string | undefined,
): Promise<Subject> {
  if (target === undefined) return {};
  const dataset = await readDataset(path.resolve(io.cwd, target));
  if (dataset) {
    if (other === undefined) return { dataset };
    throw new HindcastError("USAGE", `${target} is an export: only runs are compared`);
  }
  return {
    run: await openTarget(path.resolve(io.cwd, target)),
    ...(other === undefined ? {} : { other: await openTarget(path.resolve(io.cwd, other)) }),
  };
}

async function serveUntilStopped(
  io: CommandIo,
  options: Omit<ViewerOptions, "onError">,
  json: boolean,
): Promise<void> {
  const onError = (error: unknown): void => void io.stderr.write(`${printable(reasonOf(error))}\n`);
  let stop: (signal: NodeJS.Signals) => void = () => {};
  const stopped = new Promise<NodeJS.Signals>((resolve) => {
    stop = resolve;
  });
  const interrupt = onInterrupt((signal) => stop(signal));
  try {
    const viewer = await start({ ...options, onError });
    try {
      if (json) await writeJson(io.stdout, { url: viewer.url });
      else await writeText(io.stdout, `${viewer.url}\n`);
      // Ctrl-C is how a page that is served comes to its end.
      io.exitCode((await stopped) === "SIGINT" ? EXIT.interrupted : EXIT.done);
    } finally {
      await viewer.close();
    }
  } finally {
    interrupt.close();
  }
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
