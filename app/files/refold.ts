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
  type TrajectoryRun,
} from "../../agents/trajectory/index.ts";
import { indexSnapshot } from "../../graph/index.ts";
import { isHindcastError, type Body, type Envelope } from "../../protocols/index.ts";
import { BLOB_FOLDER, BlobStore, blobAccess, type Bus } from "../../runtime/bus/index.ts";
import type { BlobAccess } from "../../runtime/define/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import { LogFold, collectVoids, type ReplayReport } from "../../runtime/replay/index.ts";
import type { Roster } from "../run/roster.ts";

/** A session's trajectory as it was recorded and as the log gives it now. */
export interface Refolded {
  readonly session: string;
  /** Position of the recorder's answer. */
  readonly seq: number;
  /** Of trajectory.json. */
  readonly recorded: Body<"recorder.recorded">;
  /** The same of what the log folds to, or why it folds to nothing. */
  readonly folded: Body<"recorder.recorded"> | string;
}

/** Whether the blobs of a log stand beside it. */
export function hasBlobs(log: string): boolean {
  return existsSync(path.join(path.dirname(log), BLOB_FOLDER));
}

/** Assembles every recorded trajectory of a log again, without writing it. Throws BLOB_MISSING. */
export async function refoldTrajectories(log: string): Promise<Refolded[]> {
  const store = storeBeside(log);
  const requests = new Map<string, Body<"recorder.record">>();
  // What trajectories are made of, kept while a session is open: a log is read once, however many
  // sessions it holds.
  const open = new Map<string, Envelope[]>();
  const results: Refolded[] = [];
  let opened: Body<"run.opened"> | undefined;
  for await (const envelope of readLog(log)) {
    const { id, kind, body, cause, session, seq } = envelope;
    if (kind === "run.opened") opened ??= body as Body<"run.opened">;
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
    const folded = await digest(session, record, messages, blobs, { opened, index });
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

/** A log of an earlier version says nothing of grounding. */
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
    // What is not there says nothing about the log.
    if (!isHindcastError(error) || error.code === "BLOB_MISSING") throw error;
    return `${error.code}: ${error.detail}`;
  }
}

/** Folds a log through today's agents up to a position, all of it when none is given. */
export async function foldLog(
  log: string,
  roster: Roster,
  options: {
    readonly until?: number | undefined;
    /** Sees every message as well. */
    readonly also?: { add(envelope: Envelope): void };
  } = {},
): Promise<{ report: ReplayReport; fold: LogFold }> {
  const { until, also } = options;
  const voids = await collectVoids(upTo(log, until));
  const fold = new LogFold({ definitions: roster.agents, messages: roster.messages, voids });
  for await (const envelope of upTo(log, until)) {
    fold.add(envelope);
    also?.add(envelope);
  }
  return { report: fold.finish(), fold };
}

async function* upTo(log: string, until: number | undefined): AsyncGenerator<Envelope> {
  for await (const envelope of readLog(log)) {
    if (until !== undefined && envelope.seq > until) return;
    yield envelope;
  }
}
