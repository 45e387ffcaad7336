import { ByteModel } from "../offline/byte-model.ts";
import type { ScorerBackend } from "./backend.ts";

/** Temporary. */
export function createScorer(_specs: readonly string[]): ScorerBackend {
  return {
    model: "offline",
    concurrency: 2,
    score: ({ variants, target, clip }) => {
      const answers = variants.map(({ segments }) => {
        const model = ByteModel.create();
        for (const segment of segments) model.read(Buffer.from(segment));
        const bytes = Buffer.from(target);
        const values = model.score(bytes);
        let logprob = 0;
        let clipped = 0;
        for (const value of values) {
          logprob += value;
          clipped += Math.max(value, -clip);
        }
        return { logprob, clipped, tokens: bytes.length };
      });
      return Promise.resolve(answers);
    },
    countTokens: (text) => Buffer.byteLength(text),
    close: () => Promise.resolve(),
  };
}
