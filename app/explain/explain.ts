import path from "node:path";
import { LeakGuard, NameBudget } from "../../guard/index.ts";
import {
  HindcastError,
  type Evaluation,
  type Move,
  type Proposer,
  type TextRef,
} from "../../protocols/index.ts";
import { BLOB_FOLDER, BlobStore, LOG_FILE, blobAccess } from "../../runtime/bus/index.ts";
import type { BlobAccess } from "../../runtime/define/index.ts";
import { readSearch, readSearches, type SearchRecord } from "./record.ts";
import { decide, valueOf, type Numbered } from "./rules.ts";
import type {
  CandidateExplanation,
  Explanation,
  ThoughtExplanation,
  TrialExplanation,
} from "./explanation.ts";

export interface ExplainOptions {
  /** The output directory of a run, or the path of its log. */
  readonly target: string;
  /** Path of the file in its repository. */
  readonly file: string;
  /** Needed when several sessions of the run have such a file. */
  readonly session?: string | undefined;
  /** Explain this thought alone, from 1. */
  readonly step?: number | undefined;
}

/** A text that was tried, before anything is said about it. */
export interface Candidate {
  readonly ref: TextRef;
  readonly proposer: Proposer | "first";
  readonly base: number | null;
  readonly seq: number | null;
}

/**
 * Explains, from the log and its blobs alone, why the thoughts of a file are as they are: what was
 * tried for each, what it was worth, and which rule decided.
 *
 * @throws HindcastError USAGE for a file or a thought that the log does not have, LOG_INVALID,
 * LOG_DAMAGED, OUTPUT_INVALID, BLOB_MISSING
 */
export async function explain(options: ExplainOptions): Promise<Explanation> {
  const { target, file, session, step } = options;
  const log = logOf(target);
  const record = await readSearch(log, file, session);
  const count = record.input.thoughts.length;
  if (step !== undefined && (step < 1 || step > count)) {
    throw new HindcastError("USAGE", `${file} has ${count} thoughts: there is no step ${step}`);
  }
  return explanationOf(record, log, step);
}

/**
 * Explains every search of a log that ended, one after the other. Throws as {@link explain}.
 *
 * @param target the output directory of a run, or the path of its log
 */
export async function* explainAll(target: string): AsyncGenerator<Explanation> {
  const log = logOf(target);
  for await (const record of readSearches(log)) yield explanationOf(record, log);
}

function logOf(target: string): string {
  return target.endsWith(".hlog") ? path.resolve(target) : path.resolve(target, LOG_FILE);
}

/**
 * Explains a search that was read. Throws BLOB_MISSING.
 *
 * @param log path of the log that holds it
 * @param step explain this thought alone, from 1
 */
export async function explanationOf(
  record: SearchRecord,
  log: string,
  step?: number,
): Promise<Explanation> {
  const { input, finished, coder } = record;
  const store = new BlobStore(path.join(path.dirname(log), BLOB_FOLDER));
  const bus = {
    getBlob: (_session: string, ref: { sha256: string; bytes: number }) => store.get(ref),
    putBlob: (_session: string, bytes: Uint8Array) => store.put(bytes),
  };
  const thoughts = await explainThoughts(record, blobAccess(bus, record.session));
  return {
    session: record.session,
    path: input.path,
    strategy: input.settings.strategy,
    model: finished.model,
    tokens: finished.tokens,
    nats_per_token: finished.nats_per_token,
    margin: input.settings.margin ?? 0,
    thoughts: thoughts.filter((thought) => step === undefined || thought.step === step),
    violations: coder?.violations ?? [],
  };
}

async function explainThoughts(
  record: SearchRecord,
  blobs: BlobAccess,
): Promise<ThoughtExplanation[]> {
  const { input, finished } = record;
  const all = finished.evaluations.map((evaluation, at) => ({ number: at + 1, evaluation }));
  const candidates = candidatesOf(record);
  const kept = finished.kept.map((text, step) => indexOfText(candidates[step] ?? [], text));
  const guards = await guardsOf(record, blobs);
  const margin = input.settings.margin ?? 0;
  return Promise.all(
    input.thoughts.map(async ({ purpose }, step) => ({
      step: step + 1,
      purpose,
      kept: kept[step] ?? null,
      candidates: await Promise.all(
        (candidates[step] ?? []).map(async (candidate, at): Promise<CandidateExplanation> => {
          const text = await blobs.getText(candidate.ref);
          const own = all.filter(({ evaluation }) => evaluation.assignment[step] === at);
          const [best] = own.toSorted((a, b) => valueOf(b) - valueOf(a));
          const { leak, exposure } = own.at(-1)?.evaluation ?? {};
          return {
            candidate: at,
            text,
            proposer: candidate.proposer,
            base: candidate.base,
            seq: candidate.seq,
            value: best?.evaluation.value ?? null,
            cost: best?.evaluation.score?.thought_tokens ?? null,
            ...decide({ step, candidate: at, kept, margin, all }),
            violations: record.violations.get(JSON.stringify(candidate.ref)) ?? [],
            ...(leak ? { leak } : {}),
            leaked: guards.leaks.quotations(text),
            ...(exposure ? { exposure } : {}),
            exposed: guards.names.namesIn(text),
            trials: own.map(trialOf),
          };
        }),
      ),
    })),
  );
}

function trialOf({ number, evaluation }: Numbered): TrialExplanation {
  const { move, outcome, assignment, value, score } = evaluation;
  return {
    evaluation: number,
    action: move?.action ?? "start",
    outcome,
    assignment,
    value: value ?? null,
    thought_tokens: score?.thought_tokens ?? null,
  };
}

/**
 * The texts of every thought, numbered as the search numbered them: each evaluation of a rewrite
 * placed the texts that it had asked for, in its order, and equal texts got one number.
 */
export function candidatesOf({ input, finished, proposals }: SearchRecord): Candidate[][] {
  const candidates = input.thoughts.map(({ text }): Candidate[] => [
    { ref: text, proposer: "first", base: null, seq: null },
  ]);
  let next = 0;
  for (const { move, outcome } of finished.evaluations) {
    if (move?.action !== "rewrite") continue;
    for (const step of move.steps) {
      const proposal = proposals.find(({ number }) => number === next);
      next += 1;
      const known = candidates[step];
      if (!proposal || !known || outcome === "unusable") continue;
      if (known.some(({ ref }) => ref === proposal.text)) continue;
      known.push({
        ref: proposal.text,
        proposer: move.proposer,
        base: baseOf(move, step),
        seq: proposal.seq,
      });
    }
  }
  return candidates;
}

function baseOf({ base }: Move, step: number): Evaluation["assignment"][number] {
  return base[step] ?? null;
}

export function indexOfText(candidates: readonly Candidate[], text: TextRef | null): number | null {
  if (text === null) return null;
  const key = JSON.stringify(text);
  const at = candidates.findIndex(({ ref }) => JSON.stringify(ref) === key);
  return at === -1 ? null : at;
}

/** The guards of the scorer, from the contexts that it was shown. */
async function guardsOf(
  { input, scored }: SearchRecord,
  blobs: BlobAccess,
): Promise<{ leaks: LeakGuard; names: NameBudget }> {
  const target = await blobs.getText(input.target);
  const parts = (scored?.variants ?? []).flatMap(({ segments }) =>
    segments.filter(({ role }) => role === "context"),
  );
  const context = [...new Set(await Promise.all(parts.map(({ text }) => blobs.getText(text))))];
  return {
    leaks: new LeakGuard(target, context),
    names: new NameBudget(target, context, input.settings.names),
  };
}
