import { flattenRepository } from "../text/index.ts";
import { writtenRanges } from "./documents.ts";
import { SOURCE_COLUMNS, sourceOf, type TableFormat } from "./format.ts";

/** The repository itself, one row each: the baseline that trajectories are compared with. */
export const raw: TableFormat = {
  columns: () => [
    ...SOURCE_COLUMNS,
    { name: "text", type: "STRING" },
    { name: "files", type: "JSON" },
  ],
  *rows(record, { order }) {
    const spans = [...flattenRepository(record, order)];
    const text = spans.map((span) => span.text).join("");
    yield { ...sourceOf(record), text, files: writtenRanges(record, spans) };
  },
};
