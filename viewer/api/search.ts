import {
  candidatesOf,
  explanationOf,
  indexOfText,
  readSearches,
  type SearchRecord,
} from "../../app/explain/index.ts";
import { HindcastError, type Assignment, type Evaluation } from "../../protocols/index.ts";
import type { NodeAnswer, SearchAnswer, SurprisesAnswer } from "../contracts/index.ts";
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
  const found = searchOf(records, path);
  const { finished } = found;
  const { thoughts } = await explanationOf(found, target.log);
  const { evaluations } = finished;
  const kept = thoughts.map((thought) => thought.kept);
  return {
    path,
    model: finished.model,
    steps: thoughts.map(({ purpose, candidates }) => ({
      purpose,
      candidates: candidates.map(({ text, proposer, fate, rule, leaked, exposed, violations }) => ({
        text,
        fate,
        rule,
        leaked,
        exposed,
        proposer: proposer === "first" ? null : proposer,
        unknown: violations.map(({ subject }) => subject),
      })),
    })),
    nodes: evaluations.map((entry) => nodeAnswer(entry, evaluations)),
    kept: indexOf(evaluations, kept),
  };
}

/** The lines that surprised the scorer most without thoughts, with the first and with the kept ones. */
export function surprisesAnswer(records: SearchRecords, path: string): SurprisesAnswer {
  const found = searchOf(records, path);
  const { finished, input, scored } = found;
  const scoredOnes = finished.evaluations.filter(({ score }) => score);
  const isEmpty = ({ assignment }: Evaluation) => assignment.every((chosen) => chosen === null);
  const none = scoredOnes.find((entry) => !entry.move && isEmpty(entry));
  const first = scoredOnes.find((entry) => !entry.move && entry !== none) ?? none;
  const candidates = candidatesOf(found);
  const assignment = finished.kept.map((ref, step) => indexOfText(candidates[step] ?? [], ref));
  const kept = finished.evaluations[indexOf(finished.evaluations, assignment) ?? -1];
  const listed = input.thoughts.length === 0 ? 0 : (scored?.surprises ?? 0);
  return {
    listed,
    none: none?.surprises ?? [],
    first: first?.surprises ?? [],
    kept: kept?.surprises ?? [],
  };
}

function searchOf(records: SearchRecords, path: string): SearchRecord {
  const found = records.get(path);
  if (found) return found;
  throw new HindcastError("OUTPUT_INVALID", `the log holds no finished search of ${path}`);
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
