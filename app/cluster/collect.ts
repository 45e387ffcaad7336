import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { recordedBlob, recordedTrajectory } from "../../agents/recorder/index.ts";
import {
  HindcastError,
  sha256,
  type Body,
  type Envelope,
  type RunSummary,
} from "../../protocols/index.ts";
import { BLOB_FOLDER, BlobStore, blobAccess } from "../../runtime/bus/index.ts";
import { readBlobs, type NatsBus } from "../../runtime/bus/nats/index.ts";
import { SessionArchive, endsOf, isKept, isOwn } from "../../runtime/cluster/index.ts";
import { makeDirectories, writeAtomically } from "../../runtime/files/index.ts";
import type { NatsLink } from "../../runtime/nats/index.ts";
import { readOpening } from "../../runtime/replay/index.ts";
import { readSessionResult, summarizeRun, type SessionResult } from "../run/index.ts";
import { withRun, type ClusterOptions } from "./connect.ts";

export interface CollectOptions extends ClusterOptions {
  readonly run: string;
  /** Output directory: a new one, or that of an earlier collection of the same run. */
  readonly directory: string;
  /** Leave what was collected on the server. */
  readonly keep?: boolean;
  /** Collect failed sessions as well, which cannot be resumed afterwards. */
  readonly failed?: boolean;
  /** Collect until every session has ended. */
  readonly follow?: boolean;
  readonly signal?: AbortSignal;
  /** Called when a session was collected; with `follow`, each count is reported once. */
  readonly onSession?: (session: string, done: number, total: number) => void;
}

/** The result of a collection. */
export interface Collected {
  readonly summary: RunSummary;
  /** Sessions of the run. */
  readonly total: number;
  /** Sessions whose messages are in the output directory. */
  readonly collected: number;
  /** Sessions that were collected to another directory, and are not in the summary. */
  readonly elsewhere: number;
  /** Sessions that have not ended. */
  readonly left: number;
}

/** Milliseconds between two collections of a run that is followed. */
const INTERVAL = 1000;

/**
 * Copies the sessions of a run that have ended to a directory, which then is like the output
 * directory of a run on one machine. What was copied is removed from the server, so that a run of
 * any length needs bounded space there. A second collection continues where the first stopped.
 *
 * @throws HindcastError RUN_MISSING, OUTPUT_EXISTS, LOG_WRITE, BLOB_MISSING, NATS_*, INTERRUPTED;
 * RUN_CANCELLED when a followed run is cancelled before its sessions have ended
 */
export async function collect(options: CollectOptions): Promise<Collected> {
  const { directory, keep = false, failed = false, follow = false } = options;
  const { signal = new AbortController().signal } = options;
  let last = 0;
  const onSession = (session: string, done: number, total: number): void => {
    if (done > last) options.onSession?.(session, done, total);
    last = Math.max(last, done);
  };
  return withRun(options, async ({ link, bus, registry }) => {
    for (;;) {
      const place = { directory, keep, failed, signal, onSession };
      const collected = await collectOnce({ link, bus }, place);
      if (collected.left === 0 || !follow) return collected;
      const words = `${collected.left} of ${collected.total} sessions have not ended`;
      const record = await registry.get(bus.run);
      if (record?.state === "cancelled") {
        throw new HindcastError("RUN_CANCELLED", `${bus.run}: ${words}`);
      }
      await delay(INTERVAL, undefined, { signal }).catch(() => {});
      if (signal.aborted) throw new HindcastError("INTERRUPTED", words);
    }
  });
}

interface Source {
  readonly link: NatsLink;
  readonly bus: NatsBus;
}

interface CollectOnceOptions {
  readonly directory: string;
  readonly keep: boolean;
  readonly failed: boolean;
  readonly signal: AbortSignal;
  readonly onSession?: (session: string, done: number, total: number) => void;
}

/** Copies the sessions that have ended by now. Throws as `collect`. */
export async function collectOnce(source: Source, options: CollectOnceOptions): Promise<Collected> {
  const { link, bus } = source;
  const { directory, keep, failed, signal, onSession } = options;
  const { records, opened } = await readOpening(bus.read(), bus.run);
  const ends = await endsOf(link, bus.run);
  const archive = await SessionArchive.open(directory, records, (session) => isKept(bus, session));
  let collected = 0;
  let elsewhere = 0;
  try {
    for (const { session } of opened.sessions) {
      const end = ends.get(session);
      if (!end || (end.kind === "session.failed" && !failed)) continue;
      if (signal.aborted) throw new HindcastError("INTERRUPTED", `${collected} are collected`);
      if (!archive.has(end) && !(await copySession(source, directory, archive, session))) {
        ends.delete(session);
        elsewhere += 1;
        continue;
      }
      if (!keep) await bus.drop(session);
      collected += 1;
      onSession?.(session, collected, opened.sessions.length);
    }
  } finally {
    await archive.close();
  }
  const summary = await summarize(records[0], opened, ends, directory);
  await writeAtomically(
    path.join(directory, "summary.json"),
    `${JSON.stringify(summary, undefined, 2)}\n`,
  );
  const total = opened.sessions.length;
  const left = total - summary.sessions.length - elsewhere;
  return { summary, total, collected, elsewhere, left };
}

/**
 * Copies one session, blobs and trajectory first: a session in the log of the directory lacks
 * nothing. Returns false for a session that is no longer on the server.
 */
async function copySession(
  { link, bus }: Source,
  directory: string,
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
    await writeAtomically(file, await bus.getBlob(session, recordedBlob(recorded)));
  }
  await archive.add(bus.read({ session }));
  return true;
}

async function summarize(
  { run, time }: Envelope,
  { seed, sessions }: Pick<Body<"run.opened">, "seed" | "sessions">,
  ends: ReadonlyMap<string, Envelope>,
  directory: string,
): Promise<RunSummary> {
  const store = new BlobStore(path.join(directory, BLOB_FOLDER));
  const blobs: Pick<NatsBus, "getBlob" | "putBlob"> = {
    getBlob: (_session, ref) => store.get(ref),
    putBlob: (_session, bytes) => store.put(bytes),
  };
  let last = time;
  const words = new Map<string, SessionResult>();
  for (const [session, envelope] of ends) {
    last = Math.max(last, envelope.time);
    const body = envelope.body as Body<"session.finished"> | Body<"session.failed">;
    words.set(session, await readSessionResult(body, blobAccess(blobs, session)));
  }
  return summarizeRun({ run, seed, elapsed: last - time, sessions, ends: words });
}
