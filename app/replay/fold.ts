import type { Envelope } from "../../protocols/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import { LogFold, collectVoids, type ReplayReport } from "../../runtime/replay/index.ts";
import type { ActorRegistry } from "../actors/index.ts";

/** The result of folding a log, and the fold with the state of every agent. */
export interface FoldedLog {
  readonly report: ReplayReport;
  readonly fold: LogFold;
}

/** Folds a log through today's agents up to a position, all of it when none is given. */
export async function foldLog(
  log: string,
  actors: ActorRegistry,
  options: {
    readonly until?: number | undefined;
    /** Called with every message as well. */
    readonly also?: { add(envelope: Envelope): void };
  } = {},
): Promise<FoldedLog> {
  const { until, also } = options;
  const voids = await collectVoids(upTo(readLog(log, "run.retried"), until));
  const fold = new LogFold({ definitions: actors.agents, messages: actors.messages, voids });
  for await (const envelope of upTo(readLog(log), until)) {
    fold.add(envelope);
    also?.add(envelope);
  }
  return { report: fold.finish(), fold };
}

async function* upTo(
  log: AsyncIterable<Envelope>,
  until: number | undefined,
): AsyncGenerator<Envelope> {
  for await (const envelope of log) {
    if (until !== undefined && envelope.seq > until) return;
    yield envelope;
  }
}
