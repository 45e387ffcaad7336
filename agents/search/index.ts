import { SearchInput, messages } from "../../protocols/index.ts";
import { defineAgent, pickMessages, type AgentDefinition } from "../../runtime/define/index.ts";
import type { Strategies } from "./context.ts";
import { searchMachine } from "./machine.ts";

/** The agent that improves the thoughts of one file, with the strategies that it may use. */
export function searchAgent(strategies: Strategies): AgentDefinition {
  return defineAgent({
    role: "search",
    input: SearchInput,
    accepts: pickMessages(
      messages,
      "scorer.scored",
      "author.written",
      "graph.thought_checked",
      "service.failed",
    ),
    sends: pickMessages(
      messages,
      "scorer.score",
      "author.rewrite",
      "author.thought",
      "graph.check_thought",
      "search.finished",
      "agent.failed",
    ),
    // The machine's source does not show which strategies it was given.
    version: Object.values(strategies)
      .flatMap((strategy) => Object.values(strategy).map(String))
      .join("\n"),
    machine: searchMachine(strategies),
  });
}

export { natsPerToken, type Strategies } from "./context.ts";
export { segmentsOf } from "./segments.ts";
