import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { messages, type BlobRef, type Body } from "../../protocols/index.ts";
import {
  createParserPool,
  indexSnapshot,
  type ParserPool,
  type RecordCache,
  type Snapshot,
} from "../../graph/index.ts";
import {
  defineService,
  pickMessages,
  type ServiceDefinition,
  type ServiceTools,
} from "../../runtime/define/index.ts";
import {
  RULES,
  groundingOf,
  sharedGrounding,
  sharedReports,
  trajectorySource,
  writeTrajectory,
  type TrajectoryDigest,
  type TrajectorySource,
} from "../trajectory/index.ts";
import { RunOpening } from "./opening.ts";

/** The file of a session's trajectory below the output directory of its run. */
export function recordedTrajectory(directory: string, session: string): string {
  return path.join(directory, session, "trajectory.json");
}

/** Puts a finished trajectory where it belongs. Throws TRAJECTORY_INVALID. */
export type TrajectoryStore = (
  source: TrajectorySource,
  tools: Pick<ServiceTools, "blobs">,
) => Promise<TrajectoryDigest>;

/** Keeps trajectories as files below the output directory of a run. */
export function storeInDirectory(
  directory: string,
  options: { readonly durable?: boolean } = {},
): TrajectoryStore {
  return (source) =>
    writeTrajectory(source, recordedTrajectory(directory, source.session), options);
}

/**
 * Keeps each trajectory as a blob of its session: the hash and size in the recorder's answer name
 * it, so that `collect` can fetch it whichever worker wrote it.
 */
export function storeAsBlob(): TrajectoryStore {
  return async (source, { blobs }) => {
    const directory = await mkdtemp(path.join(os.tmpdir(), "hindcast-record-"));
    try {
      const file = path.join(directory, "trajectory.json");
      const digest = await writeTrajectory(source, file);
      await blobs.put(await readFile(file));
      return digest;
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  };
}

/** The blob of a trajectory that {@link storeAsBlob} kept. */
export function recordedBlob({ sha256, bytes }: Body<"recorder.recorded">): BlobRef {
  return { sha256, bytes };
}

/**
 * The `recorder` role: assembles the trajectory of a session from its log, leaves out what breaks a
 * promise about texts, checks the rest, and keeps it. It believes no other role: what it checks
 * against comes from the snapshot and the first record of the run.
 *
 * It serves one run: how that was opened is read once.
 *
 * @param threads parser threads for the index of a snapshot; 0 parses in the calling thread
 */
export function recorderService(
  keep: TrajectoryStore,
  { threads = 2, cache }: { threads?: number; cache?: RecordCache } = {},
): ServiceDefinition {
  let pool: ParserPool | undefined;
  const run = new RunOpening();
  const index = (snapshot: Snapshot) => {
    pool ??= createParserPool(threads);
    return indexSnapshot(snapshot, cache ? { pool, cache } : { pool });
  };
  return defineService({
    role: "recorder",
    accepts: pickMessages(messages, "recorder.record"),
    sends: pickMessages(messages, "recorder.recorded"),
    // Bounded by the limits of a repository.
    timeout: Infinity,
    handle: async (request, tools) => {
      const { session, body: record } = request;
      const opening = await run.read(tools);
      const log = run.noted(tools.log(session));
      const source = await trajectorySource(session, record, log, tools.blobs, {
        ...opening,
        index,
      });
      const digest = await keep(source, tools);
      const grounding = await sharedGrounding(groundingOf(source), tools.blobs);
      const files = await sharedReports(source, tools.blobs);
      const body: Body<"recorder.recorded"> = { ...digest, files, grounding, rules: RULES };
      return { kind: "recorder.recorded", body };
    },
    close: async () => pool?.close(),
  });
}
