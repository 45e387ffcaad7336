import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import {
  HindcastError,
  isHindcastError,
  reasonOf,
  type SessionSummary,
} from "../../protocols/index.ts";
import { recordOf, type ExportInput } from "../../export/index.ts";
import { explainAll } from "../explain/index.ts";
import { readSummary, readTrajectory } from "../output/index.ts";
import { SearchSpill } from "./searches.ts";

/** Name of a session's trajectory within its directory. */
const TRAJECTORY = "trajectory.json";

/** What inputs hold beside their trajectories. */
export interface ExportInputOptions {
  /** Whether to read from the logs what the searches tried. A single trajectory has no log. */
  readonly searches?: boolean;
}

/**
 * The trajectories of output directories, or single `trajectory.json` files, one after the other
 * in the order of their names. A session without a trajectory, or with one that cannot be read, is
 * an input too, with the reason.
 *
 * @throws HindcastError OUTPUT_INVALID for a place that is neither
 */
export async function* exportInputs(
  places: readonly string[],
  { searches = false }: ExportInputOptions = {},
): AsyncGenerator<ExportInput> {
  for (const place of places) {
    if (!(await isDirectory(place))) yield { record: recordOf(await readTrajectory(place)) };
    else if (searches) yield* withSearches(place);
    else yield* inputsOfOutput(place);
  }
}

/** The log is read once; what it says of the sessions waits on disk until each is its turn. */
async function* withSearches(directory: string): AsyncGenerator<ExportInput> {
  const searches = await SearchSpill.open();
  try {
    for await (const { session, path: file, thoughts } of explainAll(directory)) {
      await searches.add(
        session,
        thoughts.map(({ purpose, kept, candidates }) => ({
          path: file,
          purpose,
          kept,
          options: candidates.map(({ text, value, proposer }) => ({ text, value, proposer })),
        })),
      );
    }
    for await (const input of inputsOfOutput(directory)) {
      if (!("record" in input)) {
        yield input;
        continue;
      }
      const { record } = input;
      yield { record: { ...record, searches: await searches.of(record.session) } };
    }
  } finally {
    await searches.close();
  }
}

async function* inputsOfOutput(directory: string): AsyncGenerator<ExportInput> {
  const summaries = await summariesOf(directory);
  const entries = await readdir(directory, { withFileTypes: true });
  const found = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const sessions = [...new Set([...found, ...summaries.keys()])].toSorted();
  let any = summaries.size > 0;
  for (const session of sessions) {
    const summary = summaries.get(session);
    if (summary?.status === "failed") {
      const { code = "", reason = "" } = summary;
      yield { session, leftOut: `the session failed: ${code} ${reason}`.trim() };
      continue;
    }
    if (!found.includes(session)) {
      yield { session, leftOut: "its directory is not there" };
      continue;
    }
    const input = await inputOf(directory, session, summary);
    any ||= input !== undefined;
    if (input) yield input;
  }
  if (!any) throw new HindcastError("OUTPUT_INVALID", `${directory} holds no trajectory`);
}

async function inputOf(
  directory: string,
  session: string,
  summary: SessionSummary | undefined,
): Promise<ExportInput | undefined> {
  const file = path.join(directory, session, TRAJECTORY);
  try {
    await stat(file);
  } catch {
    // Directories such as `blobs` are no sessions.
    return summary && { session, leftOut: `${TRAJECTORY} is not there` };
  }
  try {
    return { record: recordOf(await readTrajectory(file), summary) };
  } catch (error) {
    if (!isHindcastError(error)) throw error;
    return { session, leftOut: `${error.code}: ${error.detail}` };
  }
}

/** What summary.json reports of each session; nothing where a run has not ended. */
async function summariesOf(directory: string): Promise<ReadonlyMap<string, SessionSummary>> {
  try {
    const { sessions } = await readSummary(directory);
    return new Map(sessions.map((session) => [session.session, session]));
  } catch (error) {
    const { cause } = error as { readonly cause?: NodeJS.ErrnoException };
    if (cause?.code === "ENOENT") return new Map();
    throw error;
  }
}

async function isDirectory(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch (error) {
    throw new HindcastError("OUTPUT_INVALID", `${place}: ${reasonOf(error)}`, { cause: error });
  }
}
