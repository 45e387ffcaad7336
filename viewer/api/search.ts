import {
  HindcastError,
  SearchInput,
  formatAddress,
  requestOfReply,
  type Assignment,
  type Body,
  type Evaluation,
  type TextRef,
} from "../../protocols/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import type { NodeAnswer, SearchAnswer } from "../contracts/index.ts";
import type { Target } from "./target.ts";

/** What the log says of one file's search. */
interface SearchRecord {
  input?: SearchInput;
  readonly rewrites: { readonly id: string; readonly body: Body<"author.rewrite"> }[];
  finished?: Body<"search.finished">;
}

/** What the log says of a session's searches, by path, and the texts of the author by request. */
export interface SearchRecords {
  readonly byPath: ReadonlyMap<string, SearchRecord>;
  readonly written: ReadonlyMap<string, TextRef>;
}

/** Reads the messages of a session's searches in one pass over the log. Throws LOG_DAMAGED. */
export async function readSearches({ log }: Target, session: string): Promise<SearchRecords> {
  const byPath = new Map<string, SearchRecord>();
  const written = new Map<string, TextRef>();
  const prefix = formatAddress({ session, role: "search", key: "x" }).slice(0, -1);
  const record = (path: string): SearchRecord => {
    const known = byPath.get(path) ?? { rewrites: [] };
    byPath.set(path, known);
    return known;
  };
  for await (const { id, kind, session: of, from, to, body } of readLog(log, {
    holding: session,
  })) {
    if (of !== session) continue;
    if (kind === "agent.spawn") {
      const { role, key, input } = body as Body<"agent.spawn">;
      const parsed = role === "search" ? SearchInput.safeParse(input) : undefined;
      if (parsed?.success) record(key).input = parsed.data;
    } else if (kind === "author.rewrite" && from.startsWith(prefix)) {
      record(from.slice(prefix.length)).rewrites.push({ id, body: body as Body<"author.rewrite"> });
    } else if (kind === "author.written" && to.startsWith(prefix)) {
      const request = requestOfReply(id);
      if (request !== undefined) written.set(request, (body as Body<"author.written">).text);
    } else if (kind === "search.finished" && from.startsWith(prefix)) {
      record(from.slice(prefix.length)).finished = body as Body<"search.finished">;
    }
  }
  return { byPath, written };
}

/** The tree of a file's evaluations with all texts. Throws OUTPUT_INVALID, BLOB_MISSING. */
export async function searchAnswer(
  target: Target,
  records: SearchRecords,
  path: string,
): Promise<SearchAnswer> {
  const found = records.byPath.get(path);
  if (!found?.input || !found.finished) {
    throw new HindcastError("OUTPUT_INVALID", `the log holds no finished search of ${path}`);
  }
  const { input, finished } = found;
  const candidates = candidatesOf(found, input, records.written);
  const text = (ref: TextRef): Promise<string> => textOf(target, ref);
  const steps = await Promise.all(
    candidates.map(async (tried, step) => ({
      purpose: input.thoughts[step]?.purpose ?? "",
      candidates: await Promise.all(
        tried.map(async ({ ref, proposer }) => ({ text: await text(ref), proposer })),
      ),
    })),
  );
  const kept = finished.kept.map((ref, step) =>
    ref === null ? null : (candidates[step] ?? []).findIndex((tried) => same(tried.ref, ref)),
  );
  const { evaluations } = finished;
  return {
    path,
    model: finished.model,
    steps,
    nodes: evaluations.map((entry) => nodeAnswer(entry, evaluations)),
    kept: indexOf(evaluations, kept),
  };
}

/**
 * The texts that were tried at each step, in the order in which the search numbers them: that of the
 * requests, equal texts once.
 */
function candidatesOf(
  { rewrites }: SearchRecord,
  { thoughts }: SearchInput,
  written: SearchRecords["written"],
): { ref: TextRef; proposer: string | null }[][] {
  const candidates = thoughts.map(({ text }) => [{ ref: text, proposer: null as string | null }]);
  for (const { id, body } of rewrites.toSorted((a, b) => a.body.number - b.body.number)) {
    const ref = written.get(id);
    const tried = candidates[body.index];
    if (ref === undefined || !tried) continue;
    // A text that is sent as a blob is a separate candidate, as in the search.
    if (typeof ref === "string" && tried.some((known) => known.ref === ref)) continue;
    tried.push({ ref, proposer: body.proposer });
  }
  return candidates;
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

function same(a: TextRef, b: TextRef): boolean {
  return typeof a === "string" || typeof b === "string" ? a === b : a.sha256 === b.sha256;
}

async function textOf({ blobs }: Target, ref: TextRef): Promise<string> {
  return typeof ref === "string" ? ref : Buffer.from(await blobs.get(ref)).toString("utf8");
}
