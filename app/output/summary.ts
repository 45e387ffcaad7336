import path from "node:path";
import {
  HindcastError,
  RunSummary,
  formatAddress,
  problemOf,
  reasonOf,
} from "../../protocols/index.ts";
import { readPlain } from "../../runtime/files/index.ts";

/** The file in an output directory that summarizes the run. */
const SUMMARY_FILE = "summary.json";

/** Bytes that a summary may have: a kilobyte for each file of a million. */
const SUMMARY_LIMIT = 1 << 30;

/**
 * Reads the summary of a run. The names of its sessions are checked, so that each can be part of a
 * path.
 *
 * @throws HindcastError OUTPUT_INVALID when the run has not ended or the file is not a summary
 */
export async function readSummary(directory: string): Promise<RunSummary> {
  const file = path.join(directory, SUMMARY_FILE);
  let text: string;
  try {
    text = (await readPlain(file, { limit: SUMMARY_LIMIT })).toString("utf8");
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const reason = missing
      ? `${file} is missing: the run has not ended; continue it with \`hindcast resume\``
      : reasonOf(error);
    throw new HindcastError("OUTPUT_INVALID", reason, { cause: error });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new HindcastError("OUTPUT_INVALID", `${file}: ${reasonOf(error)}`, { cause: error });
  }
  const parsed = RunSummary.safeParse(value);
  if (!parsed.success) {
    throw new HindcastError("OUTPUT_INVALID", `${file}: ${problemOf(parsed.error)}`);
  }
  for (const { session } of parsed.data.sessions) {
    try {
      formatAddress({ session, role: "main", key: "main" });
    } catch (error) {
      const what = `${file}: ${JSON.stringify(session)} is not the name of a session`;
      throw new HindcastError("OUTPUT_INVALID", what, { cause: error });
    }
  }
  return parsed.data;
}
