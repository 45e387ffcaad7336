import {
  messages,
  type Body,
  type LeakAudit,
  type Segment,
  type Surprise,
} from "../../protocols/index.ts";
import {
  defineService,
  pickMessages,
  type BlobAccess,
  type ServiceDefinition,
} from "../../runtime/define/index.ts";
import { KeptGuards, type Refusal } from "../guard/index.ts";
import type { ScoreAnswer, ScorerBackend } from "./backend.ts";
import { worstLines } from "./surprises.ts";

/**
 * A likelihood model in the role of the `scorer`, or of the `judge` that no search sees. It is the
 * only way to a score, so the guards stand here: a variant that they refuse is never scored.
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
    handle: async (request, { blobs, signal }) => {
      const { variants, target, clip, names, surprises, audit } =
        request.body as Body<"scorer.score">;
      const [text, ...read] = await Promise.all([
        blobs.getText(target),
        ...variants.map(({ segments }) => readSegments(blobs, segments)),
      ]);
      const guards = kept.open(text, read, names);
      const refusals = read.map((segments) => guards.refuse(segments));
      const clean = read.filter((_segments, index) => !refusals[index]);
      const answers =
        clean.length === 0
          ? []
          : await backend.score(
              {
                variants: clean.map((segments) => ({
                  segments: segments.map((part) => part.text),
                })),
                target: text,
                clip,
                ...(surprises === undefined ? {} : { lines: true }),
                affinity: request.from,
              },
              signal,
            );
      const [model, thoughts] = await Promise.all([
        backend.model(signal),
        Promise.all(clean.map((segments) => thoughtTokens(backend, segments, signal))),
      ]);
      return {
        kind: "scorer.scored",
        body: {
          model,
          variants: merge(refusals, answers, thoughts, ({ lines }, index) => ({
            ...(lines && surprises ? { surprises: worstLines(lines, surprises) } : {}),
            ...(audit ? { audit: guards.audit(clean[index] ?? []) } : {}),
          })),
        },
      };
    },
  });
}

type ReadSegment = Omit<Segment, "text"> & { readonly text: string };

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

/** One outcome for each variant; answers and thoughts are those of the variants that no guard refused. */
function merge(
  refusals: readonly (Refusal | undefined)[],
  answers: readonly ScoreAnswer[],
  thoughts: readonly number[],
  extra: (answer: ScoreAnswer, index: number) => { surprises?: Surprise[]; audit?: LeakAudit },
): Body<"scorer.scored">["variants"] {
  let next = 0;
  return refusals.map((refusal) => {
    if (refusal) return refusal;
    const index = next;
    const answer = answers[next];
    const thought_tokens = thoughts[next];
    next += 1;
    if (!answer || thought_tokens === undefined) {
      throw new Error(`${answers.length} answers for more variants`);
    }
    const { logprob, clipped, tokens } = answer;
    const score = { logprob, clipped, tokens, thought_tokens };
    return { outcome: "scored", score, ...extra(answer, index) };
  });
}
