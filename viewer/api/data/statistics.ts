import { statsOf } from "../../../app/stats/index.ts";
import type { DataAnswer } from "../../contracts/index.ts";
import type { ViewTarget } from "../target.ts";

/** The statistics of a run that has ended. Throws OUTPUT_INVALID before that. */
export async function dataAnswer({ directory }: ViewTarget): Promise<DataAnswer> {
  const { sessions, files, distributions, languages, licenses } = await statsOf(directory);
  return { sessions, files, distributions, languages, licenses };
}
