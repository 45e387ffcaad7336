export { type Agreement, compareEndpoints } from "./agreement.ts";
export type { EndpointState } from "./endpoint-machine.ts";
export { Fleet } from "./endpoint-registry.ts";
export type { Endpoint } from "./endpoint.ts";
export { WORTH_WAITING } from "./held-prefixes.ts";
export { type Identity, formatIdentity } from "./identity.ts";
export { Durations } from "./meters.ts";
