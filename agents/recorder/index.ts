import path from "node:path";
import { messages, type Body } from "../../protocols/index.ts";
import { defineService, pickMessages, type ServiceDefinition } from "../../runtime/define/index.ts";
import { trajectorySource, writeTrajectory } from "../trajectory/index.ts";

/** The file of a session's trajectory below the output directory of its run. */
export function recordedTrajectory(directory: string, session: string): string {
  return path.join(directory, session, "trajectory.json");
}

/**
 * The `recorder` role: assembles the trajectory of a session from its log, checks it, and writes
 * it below the output directory.
 */
export function recorderService(directory: string): ServiceDefinition {
  return defineService({
    role: "recorder",
    accepts: pickMessages(messages, "recorder.record"),
    sends: pickMessages(messages, "recorder.recorded"),
    handle: async (request, tools) => {
      const record = request.body as Body<"recorder.record">;
      const source = await trajectorySource(
        request.session,
        record,
        tools.log(request.session),
        tools.blobs,
      );
      const digest = await writeTrajectory(source, recordedTrajectory(directory, request.session));
      return { kind: "recorder.recorded", body: { ...digest } };
    },
  });
}
