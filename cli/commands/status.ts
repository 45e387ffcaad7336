import { setTimeout as delay } from "node:timers/promises";
import { Command } from "commander";
import { HindcastError } from "../../protocols/index.ts";
import { StatusReader, type ClusterStatus } from "../../runtime/cluster/index.ts";
import { formatStatus, openPage } from "../status/index.ts";
import { withLink } from "../../app/cluster/index.ts";
import { addNatsOptions, readCluster } from "../options/index.ts";
import { onInterrupt } from "../interrupt/index.ts";
import { paintFor, useColor, writeJson, writeText, type CommandIo } from "../output/index.ts";

/** Milliseconds between two drawings of the page. */
const REFRESH = 1000;

interface StatusValues {
  readonly run?: string;
  readonly watch?: boolean;
  readonly json?: boolean;
}

/** `hindcast status`: the runs and workers of a NATS server. */
export function statusCommand(io: CommandIo): Command {
  const command = new Command("status")
    .description("show runs and workers: sessions, agents, queues, rates, failures")
    .option("--run <id>", "this run alone")
    .option("--watch", "draw it again every second; ends with the run that --run names")
    .option("--json", "print one JSON value on stdout, with --watch one a line")
    .action(async (values: StatusValues & Record<string, unknown>) => {
      const paint = paintFor(useColor(io.stdout, io.env));
      await withLink(readCluster(values, io), async (link) => {
        const reader = new StatusReader(link, values.run);
        const first = await reader.read();
        if (values.run !== undefined && first.runs.length === 0) {
          throw new HindcastError("RUN_MISSING", values.run);
        }
        if (values.watch === true) return watch(io, reader, first, values);
        if (values.json === true) return writeJson(io.stdout, first);
        return writeText(io.stdout, formatStatus(first, { paint, now: Date.now() }));
      });
    });
  return addNatsOptions(command);
}

async function watch(
  io: CommandIo,
  reader: StatusReader,
  first: ClusterStatus,
  { run, json }: StatusValues,
): Promise<void> {
  const paint = paintFor(useColor(io.stdout, io.env));
  const stop = new AbortController();
  const interrupt = onInterrupt(() => stop.abort());
  const page = json === true ? undefined : openPage(io.stdout);
  let status = first;
  try {
    for (;;) {
      if (page)
        page.draw(formatStatus(status, { paint, now: Date.now(), columns: io.stdout.columns }));
      else await writeJson(io.stdout, status);
      if (stop.signal.aborted || (run !== undefined && isOver(status))) break;
      await delay(REFRESH, undefined, { signal: stop.signal }).catch(() => {});
      if (stop.signal.aborted) break;
      status = await reader.read();
    }
  } finally {
    page?.close();
    interrupt.close();
  }
  // The page is gone with its terminal screen; what it showed last stays readable.
  if (page && io.stdout.isTTY === true) {
    await writeText(io.stdout, formatStatus(status, { paint, now: Date.now() }));
  }
}

function isOver({ runs }: ClusterStatus): boolean {
  return runs.every(({ state }) => state === "done" || state === "cancelled");
}
