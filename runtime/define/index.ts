export { defineAgent, type AgentDefinition, type AgentOptions } from "./agent.ts";
export { checkContext, sealed } from "./purity.ts";
export {
  agentAddress,
  isSpawn,
  send,
  spawn,
  toAgent,
  toControl,
  toService,
  type AgentInput,
  type Incoming,
  type IncomingKind,
  type Outgoing,
} from "./send.ts";
export {
  defineService,
  pickMessages,
  type BlobAccess,
  type ServiceDefinition,
  type ServiceOptions,
  type ServiceReply,
  type ServiceRequest,
  type ServiceTools,
} from "./service.ts";
