import type { Dataset } from "../../../app/export/index.ts";
import type { DatasetAnswer } from "../../contracts/index.ts";

/** What an export says of itself. */
export function datasetAnswer({ manifest, card }: Dataset): DatasetAnswer {
  const { hindcast, complete, options, files, counts, facts, left_out: leftOut } = manifest;
  return {
    hindcast,
    complete,
    options,
    card,
    files: files.map(({ path, split, rows, bytes }) => ({ path, split, rows, bytes })),
    trajectories: counts.trajectories,
    rows: counts.rows,
    characters: counts.characters,
    tokens: counts.tokens,
    languages: facts.languages,
    licenses: facts.licenses,
    left_out: leftOut.map(({ session, reason }) => ({ session, reason })),
  };
}
