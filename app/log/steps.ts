import path from "node:path";
import {
  MessageIndex,
  StepIndex,
  collectVoids,
  type ReplayReport,
} from "../../runtime/replay/index.ts";
import { readLog, type TornTail } from "../../runtime/log/index.ts";
import type { ActorRegistry } from "../actors/index.ts";
import { readLogOpening } from "../output/index.ts";
import { actorsOfLog, foldLog, type ExtraActors } from "../replay/index.ts";

/** A log that was folded once: its messages and every step of every agent. */
export interface IndexedLog {
  /** Path of the log. */
  readonly log: string;
  readonly actors: ActorRegistry;
  readonly messages: MessageIndex;
  readonly steps: StepIndex;
  /** What differs from what today's agents send. */
  readonly report: ReplayReport;
  /** What follows the last whole message of a log that was cut short. */
  readonly torn: TornTail | undefined;
}

export interface IndexLogOptions extends ExtraActors {
  /** Path of a `log.hlog`. */
  readonly log: string;
  /** Position of the last message to fold; all of the log when absent. */
  readonly until?: number | undefined;
}

/**
 * Folds a log through today's agents and keeps every state.
 *
 * @throws HindcastError LOG_INVALID, LOG_DAMAGED, OUTPUT_INVALID, AGENT_MODULE, AGENT_IMPURE, USAGE
 */
export async function indexLog({ log, until, ...extra }: IndexLogOptions): Promise<IndexedLog> {
  const file = path.resolve(log);
  const actors = await actorsOfLog(file, await readLogOpening(file), extra);
  const messages = new MessageIndex(await collectVoids(readLog(file, { holding: "run.retried" })));
  const steps = new StepIndex();
  const { report, torn } = await foldLog(file, actors, {
    until,
    also: messages,
    onStep: (step) => steps.add(step),
  });
  return { log: file, actors, messages, steps, report, torn };
}
