import { messages, type Body, type Segment } from "../../protocols/index.ts";
import {
  defineService,
  pickMessages,
  type BlobAccess,
  type ServiceDefinition,
} from "../../runtime/define/index.ts";
import { LeakGuard } from "../guard/index.ts";
import type { ScorerBackend } from "./backend.ts";

/**
 * The `scorer` role over a likelihood model. It is the only way to a score, so the leak guard
 * stands here: a variant that quotes its target is answered as a leak and never scored.
 */
export function scorerService(backend: ScorerBackend): ServiceDefinition {
  return defineService({
    role: "scorer",
    accepts: pickMessages(messages, "scorer.score"),
    sends: pickMessages(messages, "scorer.scored"),
    concurrency: backend.concurrency,
    close: () => backend.close(),
    handle: async (request, { blobs, signal }) => {
      const { variants, target, clip } = request.body as Body<"scorer.score">;
      const [text, ...read] = await Promise.all([
        blobs.getText(target),
        ...variants.map(({ segments }) => readSegments(blobs, segments)),
      ]);
      const guard = new LeakGuard(text, contextOf(read));
      const leaks = read.map((segments) => guard.check(segments));
      const clean = read.filter((_segments, index) => !leaks[index]);
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
                affinity: request.from,
              },
              signal,
            );
      return {
        kind: "scorer.scored",
        body: { model: backend.model, variants: merge(backend, read, leaks, answers) },
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

function contextOf(variants: readonly (readonly ReadSegment[])[]): string[] {
  const texts = variants.flatMap((segments) =>
    segments.filter(({ role }) => role === "context").map(({ text }) => text),
  );
  return [...new Set(texts)];
}

function merge(
  backend: ScorerBackend,
  variants: readonly (readonly ReadSegment[])[],
  leaks: readonly ReturnType<LeakGuard["check"]>[],
  answers: readonly {
    readonly logprob: number;
    readonly clipped: number;
    readonly tokens: number;
  }[],
): Body<"scorer.scored">["variants"] {
  let next = 0;
  return variants.map((segments, index) => {
    const leak = leaks[index];
    if (leak) return { outcome: "leak", leak };
    const answer = answers[next];
    next += 1;
    if (!answer) throw new Error(`${backend.model} answered ${answers.length} variants`);
    const { logprob, clipped, tokens } = answer;
    const thought_tokens = segments
      .filter(({ role }) => role === "thought")
      .reduce((sum, { text }) => sum + backend.countTokens(text), 0);
    return { outcome: "scored", score: { logprob, clipped, tokens, thought_tokens } };
  });
}
