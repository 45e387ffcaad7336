import { stat } from "node:fs/promises";
import path from "node:path";
import { openOutput, readLogOpening, type Output } from "../../app/output/index.ts";
import { HindcastError, reasonOf } from "../../protocols/index.ts";
import { BLOB_FOLDER, BlobStore } from "../../runtime/bus/index.ts";

/** The run on display: its directory, and how it was started. */
export interface ViewTarget extends Output {
  readonly blobs: Pick<BlobStore, "get">;
}

/**
 * Opens what a user named: an output directory, or the log of one. Nothing is written to it.
 *
 * @throws HindcastError OUTPUT_INVALID, LOG_INVALID, LOG_DAMAGED
 */
export async function openTarget(target: string): Promise<ViewTarget> {
  let directory: boolean;
  try {
    directory = (await stat(target)).isDirectory();
  } catch (error) {
    throw new HindcastError("OUTPUT_INVALID", `${target}: ${reasonOf(error)}`, { cause: error });
  }
  const output = directory
    ? await openOutput(target)
    : { directory: path.dirname(target), log: target, ...(await readLogOpening(target)) };
  return { ...output, blobs: new BlobStore(path.join(output.directory, BLOB_FOLDER)) };
}
