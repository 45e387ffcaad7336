export { firstStep, nextStep } from "./machine.ts";
export { AgentCell, type Behaviours, type StepFailure } from "./cell.ts";
export { AgentHost, type AgentHostOptions } from "./agent-host.ts";
export { ServiceHost, type ServiceHostOptions } from "./service-host.ts";
