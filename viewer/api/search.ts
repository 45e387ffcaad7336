import {
  candidatesOf,
  indexOfText,
  readSearches,
  type SearchRecord,
} from "../../app/explain/index.ts";
import {
  HindcastError,
  type Assignment,
  type Evaluation,
  type TextRef,
} from "../../protocols/index.ts";
import type { NodeAnswer, SearchAnswer } from "../contracts/index.ts";
import type { ViewTarget } from "./target.ts";

/** What the log says of a session's searches, by path. */
export type SearchRecords = ReadonlyMap<string, SearchRecord>;

/** Reads the searches of a session in one pass over the log. Throws LOG_DAMAGED. */
export async function readSessionSearches(
  { log }: ViewTarget,
  session: string,
): Promise<SearchRecords> {
  const byPath = new Map<string, SearchRecord>();
  for await (const record of readSearches(log, session)) byPath.set(record.input.path, record);
  return byPath;
}

/** The tree of a file's evaluations with all texts. Throws OUTPUT_INVALID, BLOB_MISSING. */
export async function searchAnswer(
  target: ViewTarget,
  records: SearchRecords,
  path: string,
): Promise<SearchAnswer> {
  const found = records.get(path);
  if (!found) {
    throw new HindcastError("OUTPUT_INVALID", `the log holds no finished search of ${path}`);
  }
  const { input, finished } = found;
  const candidates = candidatesOf(found);
  const text = (ref: TextRef): Promise<string> => textOf(target, ref);
  const steps = await Promise.all(
    candidates.map(async (tried, step) => ({
      purpose: input.thoughts[step]?.purpose ?? "",
      candidates: await Promise.all(
        tried.map(async ({ ref, proposer }) => ({
          text: await text(ref),
          proposer: proposer === "first" ? null : proposer,
        })),
      ),
    })),
  );
  const kept = finished.kept.map((ref, step) => indexOfText(candidates[step] ?? [], ref));
  const { evaluations } = finished;
  return {
    path,
    model: finished.model,
    steps,
    nodes: evaluations.map((entry) => nodeAnswer(entry, evaluations)),
    kept: indexOf(evaluations, kept),
  };
}

function nodeAnswer(entry: Evaluation, all: readonly Evaluation[]): NodeAnswer {
  const { assignment, outcome, value, score, move, leak, exposure } = entry;
  const rule = leak
    ? `quotes ${leak.run} tokens of the file in a row`
    : exposure
      ? `names ${exposure.named} of the ${exposure.own} names that only the file holds`
      : undefined;
  return {
    assignment,
    fate: outcome,
    ...(value === undefined ? {} : { value }),
    ...(score ? { cost: score.tokens + score.thought_tokens } : {}),
    parent: move ? indexOf(all, move.base) : null,
    ...(move ? { action: move.action } : {}),
    ...(move?.action === "rewrite" ? { proposer: move.proposer } : {}),
    steps: move?.steps ?? [],
    ...(rule === undefined ? {} : { rule }),
  };
}

function indexOf(all: readonly Evaluation[], wanted: Assignment): number | null {
  const key = JSON.stringify(wanted);
  const index = all.findIndex(
    ({ assignment, score }) => score && JSON.stringify(assignment) === key,
  );
  return index === -1 ? null : index;
}

async function textOf({ blobs }: ViewTarget, ref: TextRef): Promise<string> {
  return typeof ref === "string" ? ref : Buffer.from(await blobs.get(ref)).toString("utf8");
}
