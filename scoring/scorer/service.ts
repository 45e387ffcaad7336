import {
  messages,
  type Body,
  type Score,
  type ScoreAnswer,
  type ScorerBackend,
  type Segment,
} from "../../protocols/index.ts";
import {
  defineService,
  pickMessages,
  type BlobAccess,
  type ServiceDefinition,
} from "../../runtime/define/index.ts";
import { KeptGuards, type Refusal } from "../../guard/index.ts";
import { worstLines } from "./surprises.ts";
import { scoreWithinWindow, type ReadSegment } from "./windows.ts";

/**
 * A likelihood model in the role of the `scorer`, or of the `judge` that no search sees. It is the
 * only way to a score, so the guards are applied here: a variant that they refuse is never scored.
 */
export function scorerService(
  backend: ScorerBackend,
  role: "scorer" | "judge" = "scorer",
): ServiceDefinition {
  const kept = new KeptGuards();
  return defineService({
    role,
    accepts: pickMessages(messages, "scorer.score"),
    sends: pickMessages(messages, "scorer.scored"),
    concurrency: backend.concurrency,
    close: () => backend.close(),
    // Bounded by its backend, whose requests have time-outs of their own.
    timeout: Infinity,
    handle: async (request, { blobs, signal }) => {
      const { variants, target, clip, names, tokens, surprises, audit } = request.body;
      const [text, ...read] = await Promise.all([
        blobs.getText(target),
        ...variants.map(({ segments }) => readSegments(blobs, segments)),
      ]);
      const guards = kept.open(text, read, names);
      const guarded = await Promise.all(
        read.map(async (segments): Promise<Checked> => {
          const refusal = guards.refuse(segments);
          return refusal ?? { segments, thoughts: await thoughtTokens(backend, segments, signal) };
        }),
      );
      const checked =
        tokens === undefined
          ? guarded
          : withinBudget(guarded, await backend.countTokens(text, signal), tokens);
      const accepted = checked.filter((variant) => "segments" in variant);
      const answers =
        accepted.length === 0
          ? []
          : await scoreWithinWindow(
              backend,
              {
                variants: accepted.map(({ segments }) => segments),
                target: text,
                clip,
                ...(surprises === undefined ? {} : { lines: true }),
                affinity: request.from,
              },
              signal,
            );
      if (answers.length !== accepted.length) {
        throw new Error(`${answers.length} answers for ${accepted.length} variants`);
      }
      const left = answers.values();
      const canary = answers.length === 0 ? undefined : await backend.canary?.(signal);
      return {
        kind: "scorer.scored",
        body: {
          model: await backend.model(signal),
          ...(canary === undefined ? {} : { canary: Number(canary.toFixed(6)) }),
          variants: checked.map((variant): Answered => {
            if ("outcome" in variant) return variant;
            const answer = left.next().value;
            if (!answer) throw new Error("an answer is missing");
            return {
              outcome: "scored",
              score: scoreOf(answer, variant.thoughts),
              ...(answer.lines && surprises
                ? { surprises: worstLines(answer.lines, surprises) }
                : {}),
              ...(audit ? { audit: guards.audit(variant.segments) } : {}),
            };
          }),
        },
      };
    },
  });
}

type Answered = Body<"scorer.scored">["variants"][number];

/** A variant that may be scored, with the tokens of its thoughts, or why it may not. */
type Checked =
  | Refusal
  | { readonly outcome: "unaffordable" }
  | { readonly segments: readonly ReadSegment[]; readonly thoughts: number };

/** The variants of which those that the budget does not pay for, first come first served, are refused. */
function withinBudget(variants: readonly Checked[], target: number, budget: number): Checked[] {
  let left = budget;
  return variants.map((variant) => {
    if ("outcome" in variant) return variant;
    const cost = target + variant.thoughts;
    if (cost > left) return { outcome: "unaffordable" };
    left -= cost;
    return variant;
  });
}

async function readSegments(
  blobs: BlobAccess,
  segments: readonly Segment[],
): Promise<ReadSegment[]> {
  return Promise.all(
    segments.map(async ({ role, text }) => ({ role, text: await blobs.getText(text) })),
  );
}

async function thoughtTokens(
  backend: ScorerBackend,
  segments: readonly ReadSegment[],
  signal: AbortSignal,
): Promise<number> {
  const thoughts = segments.filter(({ role }) => role === "thought");
  const counts = await Promise.all(thoughts.map(({ text }) => backend.countTokens(text, signal)));
  return counts.reduce((sum, count) => sum + count, 0);
}

function scoreOf({ logprob, clipped, tokens }: ScoreAnswer, thought_tokens: number): Score {
  return { logprob, clipped, tokens, thought_tokens };
}
