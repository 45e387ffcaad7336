import * as z from "zod";
import { FileReport, type SharedReports } from "../../protocols/index.ts";
import type { BlobAccess } from "../../runtime/define/index.ts";
import type { TrajectorySource } from "./assemble.ts";

/**
 * What the coders of a session reported, with what was refused of it. Call once the steps are
 * assembled. In the order of the plan: a blob, unless it is short.
 */
export function sharedReports(
  { entries, reports, dropped }: Pick<TrajectorySource, "entries" | "reports" | "dropped">,
  blobs: Pick<BlobAccess, "shareJson">,
): Promise<SharedReports> {
  const files = entries.flatMap(({ path }): FileReport[] => {
    const report = reports.get(path)?.report;
    const refused = dropped.get(path)?.length;
    if (!report) return [];
    return [refused === undefined ? report : { ...report, refused }];
  });
  return blobs.shareJson(files);
}

/** The reports themselves. Throws BLOB_MISSING. */
export async function wholeReports(
  files: SharedReports,
  blobs: Pick<BlobAccess, "getJson">,
): Promise<readonly FileReport[]> {
  return Array.isArray(files) ? files : z.array(FileReport).parse(await blobs.getJson(files));
}
