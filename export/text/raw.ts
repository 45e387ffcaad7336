import type { TrajectoryRecord } from "../record/index.ts";
import type { TextSpan } from "./flatten.ts";

/** Separators of StarCoder2's repository-level data (arXiv 2402.19173, section 5.1). */
const REPOSITORY = "<repo_name>";
const FILE = "<file_sep>";
const END = "<|endoftext|>";

/** Order of the files of a flattened repository: by path, or as the plan has them. */
export const FILE_ORDERS = ["path", "plan"] as const;
export type FileOrder = (typeof FILE_ORDERS)[number];

/**
 * The repository itself as pieces of text, each file after a separator. Every character is
 * trained on: this is what trajectories are compared with at equal tokens.
 */
export function* flattenRepository(
  record: TrajectoryRecord,
  order: FileOrder,
): Generator<TextSpan> {
  const writes = record.events.flatMap((event) => (event.kind === "write" ? [event] : []));
  if (order === "path") writes.sort((a, b) => (a.path < b.path ? -1 : 1));
  yield { role: "main", step: "header", text: `${REPOSITORY}${record.repo}`, loss: true };
  for (const { path, content } of writes) {
    const head = `${FILE}${path}\n`;
    const end = head.length + content.length;
    const written = { path, start: head.length, end };
    yield { role: "main", step: "write", path, text: head + content, loss: true, written };
  }
  yield { role: "main", step: "header", text: END, loss: true };
}
