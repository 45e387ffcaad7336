import type { Violation } from "../../protocols/repository.ts";
import type { RepositoryIndex } from "../graph/repository-index.ts";
import type { Plan } from "./plan-order.ts";

/**
 * The text of a file for the coder of another one, or why it may not have it: only what is earlier
 * in the plan has been written when the reader begins.
 */
export function checkRead(
  index: RepositoryIndex,
  plan: Plan,
  reader: string,
  path: string,
): { text: string } | { violation: Violation } {
  const file = index.files.get(path);
  const position = plan.position(path);
  if (file === undefined || position === undefined) {
    const entry = index.manifest.find((item) => item.path === path);
    const detail =
      entry?.reason === undefined
        ? `${path} is not in the repository`
        : `${path} is not reconstructed: ${entry.reason}`;
    return { violation: { code: "READ_UNKNOWN", subject: path, detail } };
  }
  const own = plan.position(reader);
  if (own === undefined || position >= own) {
    const detail =
      path === reader
        ? `${path} is the file that is being written`
        : `${path} is not written yet when ${reader} is: it comes later in the plan`;
    return { violation: { code: "READ_TOO_EARLY", subject: path, detail } };
  }
  return { text: file.text };
}
