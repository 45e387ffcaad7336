/** The built-in agents, their machines, and what plug-ins that build on them need. */
export { coderAgent } from "./coder/index.ts";
export {
  describedOf,
  readsOf,
  type CoderContext,
  type CoderEvent,
  type HandledViolation,
} from "./coder/context.ts";
export { coderMachine } from "./coder/machine.ts";
export { mainAgent } from "./main/index.ts";
export { planOf, surveyOf, type MainContext, type MainEvent } from "./main/context.ts";
export { mainMachine } from "./main/machine.ts";
export { natsPerToken, searchAgent, segmentsOf, type Strategies } from "./search/index.ts";
export { planText } from "./author/plan-text.ts";
export { NO_USAGE, addUsage } from "./usage/index.ts";
