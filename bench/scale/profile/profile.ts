import path from "node:path";
import { wholeReports } from "../../../agents/trajectory/index.ts";
import {
  RUN_SESSION,
  type Body,
  type Envelope,
  type FileReport,
} from "../../../protocols/index.ts";
import { BLOB_FOLDER, BlobStore, blobAccess } from "../../../runtime/bus/index.ts";
import type { BlobAccess } from "../../../runtime/define/index.ts";
import { readLog } from "../../../runtime/log/index.ts";
import { AuthorCount, type AuthorWork } from "./author-work.ts";
import { ScoringCount, type ScoringWork } from "./scoring-work.ts";
import { TrafficCount } from "./traffic.ts";

/** What one session took, read out of its log. */
export interface SessionProfile {
  readonly session: string;
  /** Files that were reconstructed, and their bytes as the scorer counted them. */
  readonly files: number;
  readonly source: number;
  readonly traffic: TrafficCount;
  /** Bytes that the first record of the log takes for this session. */
  readonly opening: number;
  readonly evaluations: number;
  readonly author: AuthorWork;
  readonly scoring: ScoringWork;
}

/**
 * Reads what each session of a run took that has finished. The blobs have to be beside the log.
 *
 * @param log path of a `log.hlog` of a run with the offline scorer, whose token is a byte
 * @throws HindcastError LOG_DAMAGED, LOG_MISSING, BLOB_MISSING
 */
export async function profileLog(log: string): Promise<SessionProfile[]> {
  const blobs = new BlobStore(path.join(path.dirname(log), BLOB_FOLDER));
  const sessions = new Map<string, SessionCount>();
  const openings = new Map<string, number>();
  for await (const envelope of readLog(log)) {
    if (envelope.kind === "run.opened" || envelope.kind === "run.sessions") {
      const { sessions: listed } = envelope.body as Body<"run.sessions">;
      // As JSON: what msgpack makes of it is a little shorter.
      for (const each of listed) openings.set(each.session, JSON.stringify(each).length);
    }
    const { session } = envelope;
    if (session === RUN_SESSION) continue;
    const count = sessions.get(session) ?? new SessionCount(session, blobs);
    sessions.set(session, count);
    await count.take(envelope);
  }
  return [...sessions.values()].flatMap((count) => count.end(openings));
}

class SessionCount {
  readonly #session: string;
  readonly #traffic = new TrafficCount();
  readonly #scoring = new ScoringCount();
  readonly #author: AuthorCount;
  readonly #blobs: BlobAccess;
  #reports: readonly FileReport[] | undefined;

  constructor(session: string, blobs: BlobStore) {
    this.#session = session;
    const access = {
      putBlob: (_session: string, bytes: Uint8Array) => blobs.put(bytes),
      getBlob: (_session: string, ref: Parameters<BlobStore["get"]>[0]) => blobs.get(ref),
    };
    this.#blobs = blobAccess(access, session);
    this.#author = new AuthorCount(this.#blobs);
  }

  async take(envelope: Envelope): Promise<void> {
    const { kind, body } = envelope;
    this.#traffic.take(envelope);
    if (kind === "scorer.score") this.#scoring.take(body as Body<"scorer.score">);
    else if (kind === "author.written" || kind === "author.planned") {
      this.#author.answer((body as Body<"author.written">).text);
    } else if (kind === "session.finished") {
      this.#reports = await wholeReports((body as Body<"session.finished">).files, this.#blobs);
    } else await this.#author.ask(envelope);
  }

  end(openings: ReadonlyMap<string, number>): SessionProfile[] {
    const files = this.#reports;
    if (!files) return [];
    const sum = (of: (file: FileReport) => number): number =>
      files.reduce((total, file) => total + of(file), 0);
    return [
      {
        session: this.#session,
        files: files.length,
        source: sum(({ tokens }) => tokens),
        traffic: this.#traffic,
        opening: openings.get(this.#session) ?? 0,
        evaluations: sum(({ evaluations }) => evaluations),
        author: this.#author.work,
        scoring: this.#scoring.work,
      },
    ];
  }
}
