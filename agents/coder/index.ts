import { CoderInput, messages } from "../../protocols/index.ts";
import { defineAgent, pickMessages } from "../../runtime/define/index.ts";
import { coderMachine } from "./machine.ts";

export {
  describedOf,
  readsOf,
  type CoderContext,
  type CoderEvent,
  type HandledViolation,
} from "./context.ts";
export { coderMachine };

/** The agent that implements one file; its key is the file's path. */
export const coderAgent = defineAgent({
  role: "coder",
  input: CoderInput,
  accepts: pickMessages(
    messages,
    "graph.described",
    "author.written",
    "graph.thought_checked",
    "graph.content",
    "graph.refused",
    "search.finished",
    "scorer.scored",
    "agent.failed",
    "service.failed",
  ),
  sends: pickMessages(
    messages,
    "graph.describe",
    "author.thought",
    "graph.check_thought",
    "graph.read",
    "agent.spawn",
    "scorer.score",
    "coder.finished",
    "agent.failed",
  ),
  machine: coderMachine,
});
