import * as z from "zod";
import { FileReport, type SharedReports } from "../../protocols/index.ts";
import type { BlobAccess } from "../../runtime/define/index.ts";
import type { TrajectorySource } from "./assemble.ts";

/** What the coders of a session reported, in the order of the plan: a blob, unless it is short. */
export function sharedReports(
  { record, reports }: Pick<TrajectorySource, "record" | "reports">,
  blobs: Pick<BlobAccess, "shareJson">,
): Promise<SharedReports> {
  const files = record.entries.flatMap(({ path }) => reports.get(path)?.report ?? []);
  return blobs.shareJson(files);
}

/** The reports themselves. Throws BLOB_MISSING. */
export async function wholeReports(
  files: SharedReports,
  blobs: Pick<BlobAccess, "getJson">,
): Promise<readonly FileReport[]> {
  return Array.isArray(files) ? files : z.array(FileReport).parse(await blobs.getJson(files));
}
