import type { AuthorBackend, TextRequest } from "../../../protocols/index.ts";
import { NO_USAGE } from "../../usage/index.ts";
import { answerQuestion } from "./ask.ts";
import { writePlan } from "./plan.ts";
import { writeRequirements } from "./requirements.ts";
import { rewriteThought } from "./rewrite.ts";
import { firstThought } from "./thought.ts";

/** Raised whenever the narrator would write another text for the same request. */
export const NARRATOR_VERSION = "narrator-2";

/**
 * The `offline` author: writes from the facts alone, by rules and a seed. It is no language model
 * and understands nothing; it is there so that everything runs, tests and replays without a server.
 */
export function createNarrator(): AuthorBackend {
  return {
    concurrency: 4,
    write: (request) => Promise.resolve({ text: narrate(request), usage: NO_USAGE }),
    plan: (request) => Promise.resolve({ ...writePlan(request), usage: NO_USAGE }),
    close: () => Promise.resolve(),
  };
}

function narrate(request: TextRequest): string {
  if (request.kind === "requirements") return writeRequirements(request);
  if (request.kind === "ask") return answerQuestion(request);
  return request.kind === "thought" ? firstThought(request) : rewriteThought(request);
}
