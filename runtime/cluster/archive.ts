import { mkdir, truncate } from "node:fs/promises";
import path from "node:path";
import {
  encodeEnvelope,
  firstDifference,
  hashOf,
  isSessionEnd,
  HindcastError,
  type Envelope,
} from "../../protocols/index.ts";
import { LOG_FILE } from "../bus/index.ts";
import { renumbered } from "./positions.ts";
import { createLog, openLog, type Log, type LogRecord } from "../log/index.ts";

/**
 * The log of an output directory that whole sessions of a cluster's run are brought to, one after
 * another. Positions are renumbered, so that the log reads like that of a run on one machine.
 */
export class SessionArchive {
  readonly #log: Log;
  readonly #sessions: Sessions;
  #seq: number;

  private constructor(log: Log, sessions: Sessions, seq: number) {
    this.#log = log;
    this.#sessions = sessions;
    this.#seq = seq;
  }

  /**
   * Opens the archive of a run, or begins it with the records that open the run. A crash may have left
   * the last session in pieces: while the server keeps it, which it does until the session was
   * archived whole, it is cut off and can be added again.
   *
   * @throws HindcastError OUTPUT_EXISTS when the directory holds another run
   */
  static async open(
    directory: string,
    opening: readonly [Envelope, ...Envelope[]],
    isKept: (session: string) => Promise<boolean>,
  ): Promise<SessionArchive> {
    await mkdir(directory, { recursive: true });
    const file = path.join(directory, LOG_FILE);
    const before = await lastSessionOf(file, opening[0]);
    if (!before) {
      const log = await createLog(file, { durable: true });
      const archive = new SessionArchive(log, new Map(), 0);
      await archive.#append(opening);
      return archive;
    }
    if (before.session !== undefined && (await isKept(before.session))) {
      await truncate(file, before.offset);
    }
    const sessions: Sessions = new Map();
    let opened = 0;
    const log = await openLog(file, {
      durable: true,
      onRecord: ({ envelope }) => {
        if (opens(envelope)) opened += 1;
        note(sessions, envelope);
      },
    });
    const archive = new SessionArchive(log, sessions, log.recovery.seq);
    // A crash may have cut the opening short; no session was brought then.
    await archive.#append(opening.slice(opened));
    return archive;
  }

  /**
   * Whether the session is here with this end. Throws OUTPUT_EXISTS when it is here with
   * another one: it was archived as it had failed, and tried again since.
   */
  has({ session, body }: Envelope): boolean {
    if (!this.#sessions.has(session)) return false;
    if (this.#sessions.get(session) === hashOf(body)) return true;
    const why = "stands there as it was before it was tried again; another directory takes it anew";
    throw new HindcastError("OUTPUT_EXISTS", `${session} ${why}`);
  }

  /** Appends all messages of a session; when it resolves, they are on the disk. */
  add(messages: AsyncIterable<Envelope>): Promise<void> {
    return this.#append(messages);
  }

  close(): Promise<void> {
    return this.#log.close();
  }

  async #append(messages: AsyncIterable<Envelope> | Iterable<Envelope>): Promise<void> {
    const positions = new Map<number, number>();
    for await (const envelope of messages) {
      this.#seq += 1;
      positions.set(envelope.seq, this.#seq);
      const message = { ...renumbered(envelope, positions), seq: this.#seq };
      this.#log.writer.append(encodeEnvelope(message));
      note(this.#sessions, message);
      await this.#log.writer.room();
    }
    await this.#log.writer.flush();
  }
}

/** Sessions with the hash of the last word on each. */
type Sessions = Map<string, string | undefined>;

/** Whether a record is one of those that a run begins with. */
function opens({ kind }: Envelope): boolean {
  return kind === "run.opened" || kind === "run.sessions";
}

function note(sessions: Sessions, envelope: Envelope): void {
  if (opens(envelope)) return;
  const { session, kind, body } = envelope;
  if (isSessionEnd(kind)) sessions.set(session, hashOf(body));
  else if (!sessions.has(session)) sessions.set(session, undefined);
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
    if (opens(envelope)) return;
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
