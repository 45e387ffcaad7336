import { existsSync } from "node:fs";
import path from "node:path";
import {
  RULES,
  bearsOnTrajectory,
  digestTrajectory,
  groundingOf,
  sharedGrounding,
  sharedReports,
  trajectorySource,
  type Adapted,
  type TrajectoryRun,
} from "../../agents/trajectory/index.ts";
import { indexSnapshot } from "../../graph/index.ts";
import { isHindcastError, type Body, type Envelope } from "../../protocols/index.ts";
import { BLOB_FOLDER, BlobStore, blobAccess, type Bus } from "../../runtime/bus/index.ts";
import type { BlobAccess } from "../../runtime/define/index.ts";
import { readLog } from "../../runtime/log/index.ts";

/** A session's trajectory as it was recorded, and as the log folds to it now. */
export interface Refolded {
  readonly session: string;
  /** Position of the recorder's answer. */
  readonly seq: number;
  /** Of trajectory.json. */
  readonly recorded: Body<"recorder.recorded">;
  /** The same for what the log folds to, or the reason why it does not fold. */
  readonly folded: Body<"recorder.recorded"> | string;
}

/** Whether the blobs of a log are in the directory of the log. */
export function hasBlobs(log: string): boolean {
  return existsSync(path.join(path.dirname(log), BLOB_FOLDER));
}

/** Assembles every recorded trajectory of a log again, without writing it. Throws BLOB_MISSING. */
export async function refoldTrajectories(log: string): Promise<Refolded[]> {
  const store = storeBeside(log);
  const requests = new Map<string, Body<"recorder.record">>();
  // The messages that trajectories are made of, for sessions that have not ended: a log is read once,
  // however many sessions it holds.
  const open = new Map<string, Envelope[]>();
  const results: Refolded[] = [];
  let opened: Body<"run.opened"> | undefined;
  const adapted: Adapted[] = [];
  for await (const envelope of readLog(log)) {
    const { id, kind, body, cause, session, seq } = envelope;
    if (kind === "run.opened") opened ??= body as Body<"run.opened">;
    if (kind === "run.adapted") {
      adapted.push({ seq, settings: (body as Body<"run.adapted">).settings });
    }
    if (kind === "session.finished") open.delete(session);
    if (bearsOnTrajectory(kind)) {
      const messages = open.get(session) ?? [];
      messages.push(envelope);
      open.set(session, messages);
    }
    if (kind === "recorder.record") requests.set(id, body as Body<"recorder.record">);
    const record = cause === null ? undefined : requests.get(cause);
    if (kind !== "recorder.recorded" || !record || !opened) continue;
    const recorded = body as Body<"recorder.recorded">;
    const messages = open.get(session) ?? [];
    const index = recorded.rules === undefined ? undefined : indexSnapshot;
    const blobs = blobAccess(store, session);
    const folded = await digest(session, record, messages, blobs, {
      opened,
      adapted,
      index,
    });
    results.push({ session, seq, recorded, folded: comparable(folded, recorded) });
  }
  return results;
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
  run: TrajectoryRun,
): Promise<Refolded["folded"]> {
  try {
    const source = await trajectorySource(session, record, messages, blobs, run);
    const digested = await digestTrajectory(source);
    const grounding = await sharedGrounding(groundingOf(source), blobs);
    const files = await sharedReports(source, blobs);
    return { ...digested, files, grounding, ...(run.index ? { rules: RULES } : {}) };
  } catch (error) {
    // A missing blob says nothing about the log.
    if (!isHindcastError(error) || error.code === "BLOB_MISSING") throw error;
    return `${error.code}: ${error.detail}`;
  }
}
