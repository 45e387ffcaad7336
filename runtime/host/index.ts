export { firstStep, nextStep } from "./machine.ts";
export {
  AgentCell,
  cellOptionsOf,
  type Behaviours,
  type CellOptions,
  type Unhandled,
} from "./cell.ts";
export type { StepFailure } from "./failure.ts";
export { failSession } from "./session-failure.ts";
export { AgentHost, type AgentHostOptions } from "./agent-host.ts";
export { ServiceHost, type ServiceHostOptions } from "./service-host.ts";
