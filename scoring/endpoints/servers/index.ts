export { echo } from "./echo.ts";
export type { EndpointParts, Protocol } from "./protocol.ts";
export { sglang } from "./sglang.ts";
export { tgi } from "./tgi.ts";
export { vllm } from "./vllm.ts";
