import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { HindcastError } from "../../protocols/index.ts";
import { makeDirectories, syncDirectory } from "../../runtime/files/index.ts";
import { assembleHead, assembleSteps, type TrajectorySource } from "./assemble.ts";
import { InvariantCheck } from "./invariants.ts";

/** What was written, or would be. */
export interface TrajectoryDigest {
  /** Of the bytes of the file. */
  readonly sha256: string;
  readonly bytes: number;
  /** Steps of the main agent and of all coders. */
  readonly steps: number;
}

/**
 * The text of trajectory.json in pieces: a JSON object with one step a line, so that memory does
 * not grow with the number of files. Ends by throwing TRAJECTORY_INVALID when an invariant is
 * broken, so that a consumer that writes a temporary file never keeps a wrong one.
 */
async function* pieces(
  source: TrajectorySource,
  count: (steps: number) => void,
): AsyncGenerator<string> {
  const head = JSON.stringify(assembleHead(source), undefined, 1);
  yield `${head.slice(0, -2)},\n "steps": [\n`;
  const check = new InvariantCheck(source.snapshot.manifest);
  let separator = "";
  for await (const step of assembleSteps(source)) {
    check.add(step);
    count(step.kind === "act" ? 1 + step.steps.length : 1);
    yield `${separator}  ${JSON.stringify(step)}`;
    separator = ",\n";
  }
  const [breach, ...others] = check.finish();
  if (breach) {
    const more = others.length > 0 ? ` (and ${others.length} more)` : "";
    throw new HindcastError("TRAJECTORY_INVALID", `${breach.path}: ${breach.detail}${more}`);
  }
  yield "\n ]\n}\n";
}

async function* digested(
  source: TrajectorySource,
  done: (digest: TrajectoryDigest) => void,
): AsyncGenerator<string> {
  const hash = createHash("sha256");
  let bytes = 0;
  let steps = 0;
  for await (const piece of pieces(source, (more) => (steps += more))) {
    hash.update(piece);
    bytes += Buffer.byteLength(piece);
    yield piece;
  }
  done({ sha256: hash.digest("hex"), bytes, steps });
}

/** What {@link writeTrajectory} would write. Throws TRAJECTORY_INVALID. */
export async function digestTrajectory(source: TrajectorySource): Promise<TrajectoryDigest> {
  let result: TrajectoryDigest | undefined;
  // oxlint-disable-next-line no-unused-vars -- drained for its end
  for await (const _piece of digested(source, (digest) => (result = digest)));
  return result as TrajectoryDigest;
}

/**
 * Writes trajectory.json whole or not at all: into a temporary file beside it, renamed once every
 * invariant has held. A link in the place of its directory is refused. Throws TRAJECTORY_INVALID.
 */
export async function writeTrajectory(
  source: TrajectorySource,
  file: string,
  { durable = false }: { readonly durable?: boolean } = {},
): Promise<TrajectoryDigest> {
  let result: TrajectoryDigest | undefined;
  const directory = path.dirname(file);
  await makeDirectories(path.dirname(directory), path.basename(directory));
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await rm(temporary, { force: true });
    await pipeline(
      Readable.from(digested(source, (digest) => (result = digest))),
      createWriteStream(temporary, { flags: "wx", flush: durable }),
    );
    await rename(temporary, file);
    if (durable) await syncDirectory(directory);
  } finally {
    await rm(temporary, { force: true });
  }
  return result as TrajectoryDigest;
}
