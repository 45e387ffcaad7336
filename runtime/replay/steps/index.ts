export { MessageIndex, causesOf, effectsOf, type Link } from "./message-index.ts";
export { patchOf, type PatchOperation } from "./patch.ts";
export { StepIndex, type AgentState, type Step } from "./step-index.ts";
