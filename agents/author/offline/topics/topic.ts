import { ThoughtPurpose } from "../../../../protocols/index.ts";
import type { Voice } from "../prose/index.ts";

/** How a topic is put: with what happens around the names, in plain sentences, or in the fewest words. */
export type Style = "full" | "plain" | "terse";

/** Something that a thought may say, and the names that make it worth saying. */
export interface Topic {
  /** Differs from every other topic's key of the same thought. */
  readonly key: string;
  /** Names that it may mention, in the order in which the file comes to them. */
  readonly names: readonly string[];
  /** Worth of the sentence itself, in bits, before any name. */
  readonly weight: number;
  /** One or more sentences that mention exactly the chosen names; empty when there is nothing to say. */
  readonly say: (chosen: readonly string[], voice: Voice, style: Style) => string;
}

/** What the narrator can say about a purpose of a plug-in: what it says of the bodies. */
export function asThoughtPurpose(purpose: string): ThoughtPurpose {
  return ThoughtPurpose.safeParse(purpose).data ?? "write";
}
