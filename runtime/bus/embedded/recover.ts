import path from "node:path";
import { HindcastError, sessionEndOf, type Envelope } from "../../../protocols/index.ts";
import { openLog, type Log, type LogRecord, type WriterOptions } from "../../log/index.ts";
import { readRetry, sessionsOfMessage } from "../routing/index.ts";
import { LogIndex, reindex } from "./log-index/index.ts";
import type { PendingRequest } from "./requests/index.ts";

/** The log's file in the directory of a bus. */
export const LOG_FILE = "log.hlog";

/** A log that was read once, with its index and open requests. */
export interface Recovered {
  readonly log: Log;
  readonly run: string;
  readonly index: LogIndex;
  /** Seq and time of the last message. */
  readonly seq: number;
  readonly time: number;
  /** Requests that nobody has answered, in log order. */
  readonly requests: readonly PendingRequest[];
}

/**
 * Opens the log of a directory and indexes it in one pass. `run` names the run of a log in which
 * there is no message yet. Throws what `openLog` throws.
 */
export async function recover(
  directory: string,
  run: string | undefined,
  options: WriterOptions,
): Promise<Recovered> {
  const index = new LogIndex();
  const retried = new Set<string>();
  let last: Envelope | undefined;
  const onRecord = ({ envelope, offset, length }: LogRecord): void => {
    last = envelope;
    index.offsets.note(envelope.seq, offset);
    const sessions = sessionsOfMessage(envelope);
    if (!index.isReleased(sessions)) index.add(envelope, sessions, offset, length);
    const end = sessionEndOf(envelope);
    if (end?.kind === "session.finished") {
      // Otherwise every session of the run would be in memory at the same time.
      index.release(end.session);
      retried.delete(end.session);
    }
    if (envelope.kind !== "run.retried") return;
    const { session, voids } = readRetry(envelope);
    for (const seq of voids) index.voids.add(seq);
    retried.add(session);
  };
  const log = await openLog(path.join(directory, LOG_FILE), { ...options, onRecord });
  try {
    const name = last?.run ?? run;
    if (name === undefined) throw new HindcastError("OUTPUT_INVALID", `${log.path} is empty`);
    const { seq } = log.recovery;
    const head = { offset: log.writer.size, seq };
    for (const session of retried) await reindex(log, index, session, head);
    return { log, run: name, index, seq, time: last?.time ?? 0, requests: unanswered(index) };
  } catch (error) {
    await log.close();
    throw error;
  }
}

function unanswered(index: LogIndex): PendingRequest[] {
  const requests: PendingRequest[] = [];
  for (const session of index.sessions.values()) {
    if (session.end === undefined) requests.push(...session.requests.values());
  }
  return requests.sort((a, b) => a.seq - b.seq);
}
