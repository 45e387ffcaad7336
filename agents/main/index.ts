import { MainInput, messages } from "../../protocols/index.ts";
import { defineAgent, pickMessages } from "../../runtime/define/index.ts";
import { mainMachine } from "./machine.ts";

export { planOf, surveyOf, type MainContext, type MainEvent } from "./context.ts";
export { mainMachine };

/** The agent that a session starts with. */
export const mainAgent = defineAgent({
  role: "main",
  input: MainInput,
  accepts: pickMessages(
    messages,
    "graph.surveyed",
    "author.written",
    "author.planned",
    "graph.plan_checked",
    "graph.plan_read",
    "coder.finished",
    "agent.failed",
    "service.failed",
    "recorder.recorded",
    "main.limit",
  ),
  sends: pickMessages(
    messages,
    "graph.survey",
    "author.requirements",
    "author.plan",
    "graph.check_plan",
    "graph.read_plan",
    "agent.spawn",
    "recorder.record",
    "session.finished",
    "session.failed",
  ),
  machine: mainMachine,
});
