/** The built-in agents, their machines, and what plug-ins that build on them need. */
export {
  coderAgent,
  coderMachine,
  describedOf,
  readsOf,
  type CoderContext,
  type CoderEvent,
  type HandledViolation,
} from "./coder/index.ts";
export {
  mainAgent,
  mainMachine,
  planOf,
  surveyOf,
  type MainContext,
  type MainEvent,
} from "./main/index.ts";
export { natsPerToken, searchAgent, segmentsOf, type Strategies } from "./search/index.ts";
export { planText } from "./author/index.ts";
export { NO_USAGE, addUsage } from "./usage/index.ts";
