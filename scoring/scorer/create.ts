import { HindcastError } from "../../protocols/index.ts";
import { OfflineScorer } from "../offline/index.ts";
import type { ScorerBackend } from "./backend.ts";

/** Requests that one thread may have waiting; more would only wait longer. */
const QUEUE = 2;

/**
 * The likelihood model that SPECs name. Throws CONFIG_INVALID for any but `offline`, the one model
 * of this version.
 */
export function createScorer(specs: readonly string[]): ScorerBackend {
  const other = specs.find((spec) => spec !== "offline");
  if (other !== undefined || specs.length === 0) {
    throw new HindcastError(
      "CONFIG_INVALID",
      `scorers: ${other ?? "none"} is not a scorer; known is offline`,
    );
  }
  return offlineBackend(new OfflineScorer());
}

/** REER's clip of a token's surprise, in nats (method: arXiv:2509.06160, in its code). */
const TOKEN_CLIP = 2;
/**
 * The same for a token that is a byte: a mean byte costs about one nat and the first byte of any
 * new name more than two, so that REER's clip would hide just what a thought can help with.
 */
const BYTE_CLIP = 6;

/** Largest surprise in nats that a token of these scorers should count in a search. */
export function clipFor(specs: readonly string[]): number {
  return specs.every((spec) => spec === "offline") ? BYTE_CLIP : TOKEN_CLIP;
}

function offlineBackend(scorer: OfflineScorer): ScorerBackend {
  return {
    model: "offline",
    concurrency: QUEUE * scorer.threads,
    score: async ({ affinity, ...request }, signal) => {
      const { variants } = await scorer.score(request, { affinity, signal });
      return variants;
    },
    // A token of a model that reads bytes is a byte.
    countTokens: (text) => Buffer.byteLength(text),
    close: () => scorer.close(),
  };
}
