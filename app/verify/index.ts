export { rebuild, type Rebuilt, type RebuildOptions } from "./rebuild.ts";
export { verify, type Finding, type Verification, type VerifyOptions } from "./verify.ts";
