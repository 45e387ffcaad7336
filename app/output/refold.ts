import { existsSync } from "node:fs";
import path from "node:path";
import {
  RULES,
  acceptedIn,
  bearsOnTrajectory,
  digestTrajectory,
  groundingOf,
  sharedGrounding,
  sharedReports,
  trajectorySource,
  type Adapted,
  type TrajectoryDigest,
  type TrajectoryRun,
  type TrajectorySource,
} from "../../agents/trajectory/index.ts";
import { indexSnapshot } from "../../graph/index.ts";
import { isHindcastError, type Body, type Envelope } from "../../protocols/index.ts";
import { BLOB_FOLDER, BlobStore, blobAccess, type Bus } from "../../runtime/bus/index.ts";
import type { BlobAccess } from "../../runtime/define/index.ts";
import { readLog, type ReadLogOptions } from "../../runtime/log/index.ts";

/** A session's trajectory as it was recorded, and as the log folds to it now. */
export interface Refolded {
  readonly session: string;
  /** Position of the recorder's answer. */
  readonly seq: number;
  /** Of trajectory.json. */
  readonly recorded: Body<"recorder.recorded">;
  /** The same for what the log folds to, or the reason why it does not fold. */
  readonly folded: Body<"recorder.recorded"> | string;
  /** Whether the log holds the end of the session. */
  readonly finished: boolean;
  /** Why it could not be assembled, when a blob that it is made of is not there. */
  readonly missing?: string;
}

/** A session whose trajectory could not be compared. */
export interface Uncompared {
  readonly session: string;
  readonly reason: string;
}

/** Whether the blobs of a log are in the directory of the log. */
export function hasBlobs(log: string): boolean {
  return existsSync(path.join(path.dirname(log), BLOB_FOLDER));
}

interface RefoldOptions extends Pick<ReadLogOptions, "onTorn"> {
  /** Which sessions; all when absent. */
  readonly only?: ReadonlySet<string>;
  /** Called with what a trajectory is made of that folds as it was recorded. */
  readonly keep?: (source: TrajectorySource) => Promise<unknown>;
}

/** Assembles recorded trajectories of a log again, without writing them. */
export async function refoldTrajectories(
  log: string,
  options: RefoldOptions = {},
): Promise<Refolded[]> {
  const store = storeBeside(log);
  const requests = new Map<string, Body<"recorder.record">>();
  // The messages that trajectories are made of, for sessions that have not ended: a log is read once,
  // however many sessions it holds.
  const open = new Map<string, Envelope[]>();
  const results: Omit<Refolded, "finished">[] = [];
  const finished = new Set<string>();
  let opened: Body<"run.opened"> | undefined;
  const adapted: Adapted[] = [];
  for await (const envelope of readLog(log, options)) {
    const { id, kind, body, cause, session, seq } = envelope;
    if (kind === "run.opened") opened ??= body as Body<"run.opened">;
    if (kind === "run.accepted")
      opened = opened && acceptedIn(opened, body as Body<"run.accepted">);
    if (kind === "run.adapted") {
      adapted.push({ seq, settings: (body as Body<"run.adapted">).settings });
    }
    if (kind === "session.finished") {
      open.delete(session);
      finished.add(session);
    }
    if (bearsOnTrajectory(kind)) {
      const messages = open.get(session) ?? [];
      messages.push(envelope);
      open.set(session, messages);
    }
    if (kind === "recorder.record") requests.set(id, body as Body<"recorder.record">);
    const record = cause === null ? undefined : requests.get(cause);
    if (kind !== "recorder.recorded" || !record || !opened) continue;
    if (options.only?.has(session) === false) continue;
    const recorded = body as Body<"recorder.recorded">;
    const messages = open.get(session) ?? [];
    const index = recorded.rules === undefined ? undefined : indexSnapshot;
    const blobs = blobAccess(store, session);
    const run = { opened, adapted, index };
    const { folded, missing } = await digest(session, record, messages, blobs, {
      ...run,
      onSource: async (source, { sha256 }) => {
        if (sha256 === recorded.sha256) await options.keep?.(source);
      },
    });
    const compared = comparable(folded, recorded);
    results.push({ session, seq, recorded, folded: compared, ...(missing && { missing }) });
  }
  return results.map((result) => ({ ...result, finished: finished.has(result.session) }));
}

/** The blobs that belong to a log: the directory beside it. */
function storeBeside(log: string): Pick<Bus, "putBlob" | "getBlob"> {
  const store = new BlobStore(path.join(path.dirname(log), BLOB_FOLDER));
  return {
    getBlob: (_session, ref) => store.get(ref),
    putBlob: (_session, bytes) => store.put(bytes),
  };
}

/** A log of an earlier version has no grounding. */
function comparable(
  folded: Refolded["folded"],
  recorded: Refolded["recorded"],
): Refolded["folded"] {
  if (typeof folded === "string" || recorded.grounding) return folded;
  const { grounding: _grounding, ...digested } = folded;
  return digested;
}

async function digest(
  session: string,
  record: Body<"recorder.record">,
  messages: readonly Envelope[],
  blobs: BlobAccess,
  run: TrajectoryRun & {
    readonly onSource: (source: TrajectorySource, digest: TrajectoryDigest) => Promise<void>;
  },
): Promise<Pick<Refolded, "folded" | "missing">> {
  try {
    const source = await trajectorySource(session, record, messages, blobs, run);
    const digested = await digestTrajectory(source);
    await run.onSource(source, digested);
    const grounding = await sharedGrounding(groundingOf(source), blobs);
    const files = await sharedReports(source, blobs);
    return { folded: { ...digested, files, grounding, ...(run.index ? { rules: RULES } : {}) } };
  } catch (error) {
    if (!isHindcastError(error)) throw error;
    const folded = `${error.code}: ${error.detail}`;
    // A missing blob says nothing about the log.
    return error.code === "BLOB_MISSING" ? { folded, missing: folded } : { folded };
  }
}
