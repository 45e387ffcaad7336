import path from "node:path";
import { recordedBlob, recordedTrajectory } from "../../agents/recorder/index.ts";
import {
  HindcastError,
  sha256,
  type Body,
  type Envelope,
  type RunSummary,
} from "../../protocols/index.ts";
import {
  BLOB_FOLDER,
  BlobStore,
  blobAccess,
  readBlobs,
  type NatsBus,
} from "../../runtime/bus/index.ts";
import {
  SessionArchive,
  endsOf,
  isKept,
  isOwn,
  openingOfRun,
} from "../../runtime/cluster/index.ts";
import { makeDirectories, writeWhole } from "../../runtime/files/index.ts";
import type { NatsLink } from "../../runtime/nats/index.ts";
import { summaryOfSessions, wholeEnd, type SessionEnd } from "../run/summary.ts";

export interface CollectOptions {
  readonly link: NatsLink;
  readonly bus: NatsBus;
  /** Output directory; made when it is not there, gone on with when it is of the same run. */
  readonly directory: string;
  /** Leave what was collected on the server. */
  readonly keep: boolean;
  /** Take failed sessions as well, which cannot be resumed afterwards. */
  readonly failed: boolean;
  readonly signal: AbortSignal;
  readonly onSession: (session: string, done: number, total: number) => void;
}

/** What a collection brought. */
export interface Collected {
  readonly summary: RunSummary;
  /** Sessions of the run. */
  readonly total: number;
  /** Sessions whose messages stand in the output directory. */
  readonly collected: number;
  /** Sessions that left the server for another directory, and are not in the summary. */
  readonly elsewhere: number;
}

/**
 * Brings the sessions of a run that have ended to a directory, which then is like that of a run on
 * one machine: trajectories, log, blobs and summary. What was brought leaves the server, so that a
 * run of any length needs bounded space there. Doing it again goes on where it stopped.
 *
 * @throws HindcastError OUTPUT_EXISTS, LOG_WRITE, BLOB_MISSING, NATS_*
 */
export async function collectRun(options: CollectOptions): Promise<Collected> {
  const { link, bus, directory, keep, failed, signal, onSession } = options;
  const { first, opened } = await openingOfRun(bus);
  const ends = await endsOf(link, bus.run);
  const archive = await SessionArchive.open(directory, first, (session) => isKept(bus, session));
  let collected = 0;
  let elsewhere = 0;
  try {
    for (const { session } of opened.sessions) {
      const end = ends.get(session);
      if (!end || (end.kind === "session.failed" && !failed)) continue;
      if (signal.aborted) throw new HindcastError("INTERRUPTED", `${collected} are collected`);
      if (!archive.has(end) && !(await bring(options, archive, session))) {
        ends.delete(session);
        elsewhere += 1;
        continue;
      }
      if (!keep) await bus.drop(session);
      collected += 1;
      onSession(session, collected, opened.sessions.length);
    }
  } finally {
    await archive.close();
  }
  const summary = await summarize(first, opened, ends, directory);
  await writeWhole(
    path.join(directory, "summary.json"),
    `${JSON.stringify(summary, undefined, 2)}\n`,
  );
  return { summary, total: opened.sessions.length, collected, elsewhere };
}

/**
 * Blobs and trajectory come first: a session that stands in the log lacks nothing. Returns false
 * for a session that has left the server.
 */
async function bring(
  { link, bus, directory }: CollectOptions,
  archive: SessionArchive,
  session: string,
): Promise<boolean> {
  const store = new BlobStore(path.join(directory, BLOB_FOLDER));
  let recorded: Body<"recorder.recorded"> | undefined;
  let kept = false;
  for await (const envelope of bus.read({ session })) {
    kept ||= isOwn(envelope);
    const { kind, body } = envelope;
    if (kind === "recorder.recorded") recorded = body as Body<"recorder.recorded">;
  }
  if (!kept) return false;
  for await (const bytes of readBlobs(link, bus.run, session)) {
    if (bytes.length !== recorded?.bytes || sha256(bytes) !== recorded.sha256) {
      await store.put(bytes);
    }
  }
  if (recorded) {
    const file = recordedTrajectory(directory, session);
    await makeDirectories(directory, session);
    await writeWhole(file, await bus.getBlob(session, recordedBlob(recorded)));
  }
  await archive.add(bus.read({ session }));
  return true;
}

async function summarize(
  { run, time }: Envelope,
  { seed, sessions }: Body<"run.opened">,
  ends: ReadonlyMap<string, Envelope>,
  directory: string,
): Promise<RunSummary> {
  const store = new BlobStore(path.join(directory, BLOB_FOLDER));
  const blobs: Pick<NatsBus, "getBlob" | "putBlob"> = {
    getBlob: (_session, ref) => store.get(ref),
    putBlob: (_session, bytes) => store.put(bytes),
  };
  let last = time;
  const words = new Map<string, SessionEnd>();
  for (const [session, envelope] of ends) {
    last = Math.max(last, envelope.time);
    const body = envelope.body as Body<"session.finished"> | Body<"session.failed">;
    words.set(session, await wholeEnd(body, blobAccess(blobs, session)));
  }
  return summaryOfSessions({ run, seed, elapsed: last - time, sessions, ends: words });
}
