import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { messages, type BlobRef, type Body } from "../../protocols/index.ts";
import {
  defineService,
  pickMessages,
  type ServiceDefinition,
  type ServiceTools,
} from "../../runtime/define/index.ts";
import {
  groundingOf,
  sharedGrounding,
  sharedReports,
  trajectorySource,
  writeTrajectory,
  type TrajectoryDigest,
  type TrajectorySource,
} from "../trajectory/index.ts";

/** The file of a session's trajectory below the output directory of its run. */
export function recordedTrajectory(directory: string, session: string): string {
  return path.join(directory, session, "trajectory.json");
}

/** Puts a finished trajectory where it belongs. Throws TRAJECTORY_INVALID. */
export type Keeper = (
  source: TrajectorySource,
  tools: Pick<ServiceTools, "blobs">,
) => Promise<TrajectoryDigest>;

/** Keeps trajectories as files below the output directory of a run. */
export function keepInDirectory(directory: string): Keeper {
  return (source) => writeTrajectory(source, recordedTrajectory(directory, source.session));
}

/**
 * Keeps each trajectory as a blob of its session: the hash and size in the recorder's answer name
 * it, so that whoever collects the run can fetch it from any worker's work.
 */
export function keepAsBlob(): Keeper {
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

/** The blob of a trajectory that {@link keepAsBlob} kept. */
export function recordedBlob({ sha256, bytes }: Body<"recorder.recorded">): BlobRef {
  return { sha256, bytes };
}

/**
 * The `recorder` role: assembles the trajectory of a session from its log, checks it, and keeps it.
 */
export function recorderService(keep: Keeper): ServiceDefinition {
  return defineService({
    role: "recorder",
    accepts: pickMessages(messages, "recorder.record"),
    sends: pickMessages(messages, "recorder.recorded"),
    handle: async (request, tools) => {
      const record = request.body as Body<"recorder.record">;
      const { session } = request;
      const log = tools.log(session);
      const source = await trajectorySource(session, record, log, tools.blobs);
      const whole = groundingOf(source.checks, record.entries, source.reports);
      const grounding = await sharedGrounding(whole, tools.blobs);
      const files = await sharedReports(source, tools.blobs);
      const body: Body<"recorder.recorded"> = { ...(await keep(source, tools)), files, grounding };
      return { kind: "recorder.recorded", body };
    },
  });
}
