import { createHash } from "node:crypto";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { writeTrajectory } from "../../agents/trajectory/index.ts";
import type { Body } from "../../protocols/index.ts";
import { LOG_FILE } from "../../runtime/bus/index.ts";
import { openPlain } from "../../runtime/files/index.ts";
import { collectVoids } from "../../runtime/replay/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import { trajectoryPath } from "./output.ts";
import { refoldTrajectories, type Uncompared } from "./refold.ts";

/**
 * Writes those trajectories again that the log of an output directory says were recorded, and whose
 * files are gone, empty or damaged.
 *
 * @returns sessions whose trajectory could not be written again, with the reason
 */
export async function rewriteTrajectories(
  directory: string,
  options: { readonly durable?: boolean } = {},
): Promise<Uncompared[]> {
  const log = path.join(directory, LOG_FILE);
  const wanted = await recordedHashes(log);
  const only = new Set<string>();
  for (const [session, sha256] of wanted) {
    if ((await hashOfFile(trajectoryPath(directory, session))) !== sha256) only.add(session);
  }
  if (only.size === 0) return [];
  const refolded = await refoldTrajectories(log, {
    only,
    keep: async (source) => {
      await writeTrajectory(source, trajectoryPath(directory, source.session), options);
      only.delete(source.session);
    },
  });
  return [...only].map((session) => {
    const folded = refolded.findLast((each) => each.session === session)?.folded;
    const reason = typeof folded === "string" ? folded : "the log folds to another one now";
    return { session, reason };
  });
}

/** The hash of each session's trajectory, as it was recorded last. */
async function recordedHashes(log: string): Promise<ReadonlyMap<string, string>> {
  const voids = await collectVoids(readLog(log, { holding: "run.retried" }));
  const hashes = new Map<string, string>();
  for await (const { kind, session, seq, body } of readLog(log, { holding: "recorder.recorded" })) {
    if (kind !== "recorder.recorded" || voids.has(seq)) continue;
    hashes.set(session, (body as Body<"recorder.recorded">).sha256);
  }
  return hashes;
}

/** Undefined for what is no readable file. */
async function hashOfFile(file: string): Promise<string | undefined> {
  try {
    const hash = createHash("sha256");
    const handle = await openPlain(file);
    await pipeline(handle.createReadStream(), hash);
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}
