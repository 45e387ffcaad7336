export type {
  EndpointClient,
  EndpointDescription,
  EndpointTraits,
  ScoreItem,
  TokenIds,
  TokenizedText,
} from "./client.ts";
export { canaryItems, type CanaryItems } from "./canary-items.ts";
export { checkCanary } from "./canary.ts";
export { createEndpointClient } from "./create.ts";
export type { EndpointOptions } from "./options.ts";
