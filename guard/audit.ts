import type { LeakAudit } from "../protocols/index.ts";
import type { NameBudget } from "./names.ts";
import { wordsIn } from "./tokens.ts";

/** Words of one gram, as in REER-PT's audit; its annotations share 0.051 % of theirs. */
const GRAM = 13;

/** How much thoughts overlap with a target. Overlap with the context is counted too. */
export function auditThoughts(
  target: string,
  thoughts: readonly string[],
  names: NameBudget,
): LeakAudit {
  const known = new Set(gramsOf(target));
  const grams = thoughts.flatMap((thought) => [...gramsOf(thought)]);
  return {
    grams: grams.length,
    shared: grams.filter((gram) => known.has(gram)).length,
    own: names.own.size,
    named: names.named(thoughts),
  };
}

function* gramsOf(text: string): Generator<string> {
  const words = wordsIn(text);
  for (let start = 0; start + GRAM <= words.length; start += 1) {
    yield words.slice(start, start + GRAM).join(" ");
  }
}
