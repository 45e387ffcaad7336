export { compareEndpoints, type Agreement, type FixedTextScore } from "./agreement.ts";
export { EndpointRegistry } from "./endpoint-registry.ts";
export type { EndpointState } from "./endpoint-machine.ts";
export type { Endpoint, SentRequest } from "./endpoint.ts";
export { WORTH_WAITING } from "./held-prefixes.ts";
export { formatIdentity, type Identity } from "./identity.ts";
export { Durations } from "./meters.ts";
