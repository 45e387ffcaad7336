import { mkdir, truncate } from "node:fs/promises";
import path from "node:path";
import {
  encodeEnvelope,
  firstDifference,
  HindcastError,
  type Envelope,
} from "../../protocols/index.ts";
import { LOG_FILE } from "../../runtime/bus/index.ts";
import { placed } from "./positions.ts";
import { createLog, openLog, type Log, type LogRecord } from "../../runtime/log/index.ts";

/**
 * The log of an output directory that whole sessions of a cluster's run are brought to, one after
 * the other. Positions are counted anew, so that the log reads like that of a run on one machine.
 */
export class SessionArchive {
  readonly #log: Log;
  readonly #sessions: Set<string>;
  #seq: number;

  private constructor(log: Log, sessions: Set<string>, seq: number) {
    this.#log = log;
    this.#sessions = sessions;
    this.#seq = seq;
  }

  /**
   * Opens the archive of a run, or begins it with the run's first record. A crash may have left
   * the last session in pieces: unless it is gone from the run, which happens only after it was
   * archived whole, it is cut off and can be added again.
   *
   * @throws HindcastError OUTPUT_EXISTS when the directory holds another run
   */
  static async open(
    directory: string,
    first: Envelope,
    isGone: (session: string) => Promise<boolean>,
  ): Promise<SessionArchive> {
    await mkdir(directory, { recursive: true });
    const file = path.join(directory, LOG_FILE);
    const before = await lastSessionOf(file, first);
    if (!before) {
      const log = await createLog(file, { durable: true });
      const archive = new SessionArchive(log, new Set(), 0);
      await archive.#append([first]);
      return archive;
    }
    if (before.session !== undefined && !(await isGone(before.session))) {
      await truncate(file, before.offset);
    }
    const sessions = new Set<string>();
    const log = await openLog(file, {
      durable: true,
      onRecord: ({ envelope }) => {
        if (envelope.seq > 1) sessions.add(envelope.session);
      },
    });
    return new SessionArchive(log, sessions, log.recovery.seq);
  }

  has(session: string): boolean {
    return this.#sessions.has(session);
  }

  /** Appends all messages of a session; when it resolves, they are on the disk. */
  async add(session: string, messages: AsyncIterable<Envelope>): Promise<void> {
    await this.#append(messages);
    this.#sessions.add(session);
  }

  close(): Promise<void> {
    return this.#log.close();
  }

  async #append(messages: AsyncIterable<Envelope> | Iterable<Envelope>): Promise<void> {
    const positions = new Map<number, number>();
    for await (const envelope of messages) {
      this.#seq += 1;
      positions.set(envelope.seq, this.#seq);
      const message = { ...placed(envelope, positions), seq: this.#seq };
      this.#log.writer.append(encodeEnvelope(message));
      await this.#log.writer.room();
    }
    await this.#log.writer.flush();
  }
}

/** Where the messages of the last session begin; undefined when there is no log. */
async function lastSessionOf(
  file: string,
  first: Envelope,
): Promise<{ session: string | undefined; offset: number } | undefined> {
  let session: string | undefined;
  let offset = 0;
  const onRecord = ({ envelope, offset: at }: LogRecord): void => {
    if (envelope.seq === 1) return checkSame(file, envelope, first);
    if (envelope.session !== session) ({ session } = envelope);
    else return;
    offset = at;
  };
  try {
    const log = await openLog(file, { onRecord });
    await log.close();
  } catch (error) {
    if (error instanceof HindcastError && error.code === "OUTPUT_INVALID") return undefined;
    throw error;
  }
  return { session, offset };
}

function checkSame(file: string, found: Envelope, first: Envelope): void {
  const { seq: _seq, time: _time, ...wanted } = first;
  const { seq: _foundSeq, time: _foundTime, ...known } = found;
  if (firstDifference(known, wanted)) {
    throw new HindcastError("OUTPUT_EXISTS", `${file} is of another run`);
  }
}
