import type { Trajectory } from "../../protocols/index.ts";
import { encodeText } from "../../graph/index.ts";

/** A file as a trajectory writes it. */
export interface WriteStep {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

/** The files that the Write steps of a trajectory make, in order. */
export function writesOf(trajectory: Trajectory): WriteStep[] {
  const manifest = new Map(trajectory.repository.files.map((entry) => [entry.path, entry]));
  return trajectory.steps.flatMap((step) => {
    if (step.kind !== "act") return [];
    return step.steps.flatMap((inner): WriteStep[] => {
      if (inner.kind !== "act" || inner.tool !== "write_file") return [];
      const entry = manifest.get(inner.path);
      const bytes = encodeText(inner.content, entry?.encoding ?? "utf-8");
      return [{ path: inner.path, bytes, executable: entry?.executable === true }];
    });
  });
}
