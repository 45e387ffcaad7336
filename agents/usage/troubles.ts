import type { Failure } from "../../protocols/index.ts";

/** Failures that say something of one text and nothing of the next. */
const OF_ONE_TEXT: ReadonlySet<string> = new Set([
  "AUTHOR_DECLINED",
  "AUTHOR_UNUSABLE",
  "ENDPOINT_REFUSED",
  "ENDPOINT_WRONG",
  "SCORER_FAILED",
]);

/**
 * Whether a file can do without what failed. A server that is away, or takes no request at all,
 * is no file's own trouble: with it the session waits for somebody.
 */
export function isOfOneText({ code }: Pick<Failure, "code">): boolean {
  return OF_ONE_TEXT.has(code);
}
