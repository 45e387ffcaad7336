import type { Row } from "../files/index.ts";
import type { TrajectoryRecord } from "../record/index.ts";
import { characters, flatten, rangesWhere, type TextSpan } from "../text/index.ts";
import { SOURCE_COLUMNS, sourceOf, type TableFormat } from "./format.ts";

/**
 * Flattened trajectories with what is trained on marked twice: `no_loss_ranges`, `[start, end)` in
 * characters (Unicode code points), for datatrove's loss metadata, and `segments` of
 * `{label, text}` for Axolotl's `input_output`. `files` says where each written file is, so that
 * the repository can be rebuilt from the row alone.
 */
export const documents: TableFormat = {
  columns: () => [
    ...SOURCE_COLUMNS,
    { name: "text", type: "STRING" },
    { name: "no_loss_ranges", type: "JSON" },
    { name: "segments", type: "JSON" },
    { name: "files", type: "JSON" },
  ],
  *rows(record, { template }) {
    const spans = [...flatten(record, template)];
    yield {
      ...sourceOf(record),
      text: spans.map(({ text }) => text).join(""),
      no_loss_ranges: rangesWhere(spans, ({ loss }) => !loss),
      segments: segmentsOf(spans),
      files: writtenRanges(record, spans),
    };
  },
};

/** Neighbouring spans of one label as one segment: Axolotl tokenises each segment separately. */
function segmentsOf(spans: readonly TextSpan[]): { label: boolean; text: string }[] {
  const segments: { label: boolean; text: string }[] = [];
  for (const { loss, text } of spans) {
    const last = segments.at(-1);
    if (last?.label === loss) last.text += text;
    else segments.push({ label: loss, text });
  }
  return segments;
}

/** Each file with the range of its content in the text, in characters. */
export function writtenRanges(record: TrajectoryRecord, spans: readonly TextSpan[]): Row[] {
  const files = new Map(record.files.map((file) => [file.path, file]));
  const rows: Row[] = [];
  let at = 0;
  for (const { text, written } of spans) {
    if (written) {
      const start = at + characters(text.slice(0, written.start));
      const end = start + characters(text.slice(written.start, written.end));
      rows.push({ ...files.get(written.path), path: written.path, start, end });
    }
    at += characters(text);
  }
  return rows;
}
