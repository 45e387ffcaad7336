/** Language models in this process, by an optional peer. */
export { OnnxModel } from "./model.ts";
export type { Peer } from "./peer.ts";
