export { defineAgent, type AgentDefinition, type AgentOptions } from "./agent.ts";
export {
  extendAgent,
  wrapAgent,
  type AgentExtension,
  type ExtendOptions,
  type WrapOptions,
} from "./extend.ts";
export {
  definePlugin,
  emptyPlugin,
  type DefinedBackend,
  type NamedBackend,
  type NamedPrompts,
  type Plugin,
  type PluginOptions,
} from "./plugin.ts";
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
export { withSource } from "./source.ts";
export { inScope, patched, shareText, type StepScope } from "./step-scope.ts";
export {
  defineMessages,
  pickMessages,
  type EventsOf,
  type Messages,
  type ReplyOf,
  type RequestOf,
} from "./messages.ts";
export {
  defineService,
  type BlobAccess,
  type ServiceDefinition,
  type ServiceOptions,
  type ServiceReply,
  type ServiceRequest,
  type ServiceTools,
} from "./service.ts";
export { describeSource } from "./behaviour.ts";
