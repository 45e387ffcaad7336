import type { Row } from "../files/index.ts";
import type { Event, ThoughtSearch, TrajectoryRecord } from "../record/index.ts";
import { flatten, type TextTemplate } from "../text/index.ts";
import { SOURCE_COLUMNS, sourceOf, type TableFormat } from "./format.ts";

/**
 * Preference pairs as TRL's `DPOTrainer` takes them: the thought that the search kept against each
 * one that it scored and found worse. A value is that of the best evaluation that a text was part
 * of: nats per token of the file over no thinking, less the cost of the length.
 */
export const pairs: TableFormat = {
  columns: () => [
    ...SOURCE_COLUMNS,
    { name: "path", type: "STRING" },
    { name: "purpose", type: "STRING" },
    { name: "prompt", type: "STRING" },
    { name: "chosen", type: "STRING" },
    { name: "rejected", type: "STRING" },
    { name: "chosen_value", type: "DOUBLE" },
    { name: "rejected_value", type: "DOUBLE" },
    { name: "proposer", type: "STRING" },
  ],
  *rows(record, { template }) {
    for (const search of record.searches ?? []) yield* pairsOf(record, search, template);
  },
};

function* pairsOf(
  record: TrajectoryRecord,
  { path, purpose, kept, options }: ThoughtSearch,
  template: TextTemplate,
): Generator<Row> {
  const chosen = kept === null ? undefined : options[kept];
  if (!chosen || chosen.value === null) return;
  const prompt = promptOf(record, path, chosen.text, template);
  if (prompt === undefined) return;
  for (const option of options) {
    if (option.value === null || option.value >= chosen.value || option.text === chosen.text) {
      continue;
    }
    yield {
      ...sourceOf(record),
      path,
      purpose,
      prompt,
      chosen: chosen.text.toWellFormed(),
      rejected: option.text.toWellFormed(),
      chosen_value: chosen.value,
      rejected_value: option.value,
      proposer: option.proposer,
    };
  }
}

/** What the coder of a file was asked for and did before it had a thought; undefined without it. */
function promptOf(
  record: TrajectoryRecord,
  path: string,
  thought: string,
  template: TextTemplate,
): string | undefined {
  const isOfFile = (event: Event): boolean =>
    event.actor.role === "coder"
      ? event.actor.path === path
      : event.kind === "delegate" && event.path === path;
  const events = record.events.filter(isOfFile);
  const at = events.findIndex((event) => event.kind === "think" && event.text === thought);
  if (at === -1) return undefined;
  const spans = [...flatten({ ...record, events: events.slice(0, at) }, template)];
  return spans.map(({ text }) => text).join("");
}
