import { HindcastError, type Envelope } from "../../protocols/index.ts";
import { readLog, type TornTail } from "../../runtime/log/index.ts";
import {
  LogFold,
  collectVoids,
  type FoldStep,
  type ReplayReport,
} from "../../runtime/replay/index.ts";
import type { ActorRegistry } from "../actors/index.ts";

/** The result of folding a log, and the fold with the state of every agent. */
export interface FoldedLog {
  readonly report: ReplayReport;
  readonly fold: LogFold;
  /** What the log ends with, when that is no whole message. */
  readonly torn: TornTail | undefined;
  /** Position of the last message that was folded. */
  readonly last: number;
}

export interface FoldLogOptions {
  /** Position of the last message to fold; all of the log when absent. */
  readonly until?: number | undefined;
  /** Called with every message as well. */
  readonly also?: { add(envelope: Envelope): void };
  /** Leave out the messages of these sessions. */
  readonly without?: ReadonlySet<string>;
  /** Called after each step of each agent. */
  readonly onStep?: (step: FoldStep) => void;
}

/**
 * Folds a log through today's agents up to a position, all of it when none is given.
 *
 * @throws HindcastError LOG_INVALID, LOG_DAMAGED, OUTPUT_INVALID, and USAGE for a position that the
 * log does not have
 */
export async function foldLog(
  log: string,
  actors: ActorRegistry,
  options: FoldLogOptions = {},
): Promise<FoldedLog> {
  const { until, also, without, onStep } = options;
  const voids = await collectVoids(upTo(readLog(log, { holding: "run.retried" }), until));
  const fold = new LogFold({
    definitions: actors.agents,
    messages: actors.messages,
    voids,
    onStep,
  });
  let torn: TornTail | undefined;
  let last = 0;
  for await (const envelope of upTo(readLog(log, { onTorn: (tail) => (torn = tail) }), until)) {
    last = envelope.seq;
    if (without?.has(envelope.session)) continue;
    fold.add(envelope);
    also?.add(envelope);
  }
  if (until !== undefined && until > last) {
    throw new HindcastError("USAGE", `${log} has no message ${until}: its last is ${last}`);
  }
  return { report: fold.finish(), fold, torn, last };
}

/** The messages of a log up to a position; all of them when none is given. */
export function upTo(
  log: AsyncIterable<Envelope>,
  until: number | undefined,
): AsyncIterable<Envelope> {
  // Each generator on the way costs a message as much as its bytes do.
  return until === undefined ? log : firstOf(log, until);
}

async function* firstOf(log: AsyncIterable<Envelope>, until: number): AsyncGenerator<Envelope> {
  for await (const envelope of log) {
    if (envelope.seq > until) return;
    yield envelope;
  }
}
