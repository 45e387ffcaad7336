export type {
  EndpointClient,
  EndpointDescription,
  EndpointTraits,
  ScoreItem,
  TokenIds,
  TokenizedText,
} from "./client.ts";
export { canaryItems, checkCanary, type CanaryItems } from "./canary/index.ts";
export { createEndpointClient } from "./create.ts";
export type { EndpointOptions } from "./options.ts";
