export { rebuild, type Rebuilt, type RebuildOptions } from "./rebuild.ts";
export { verify, type VerifyFinding, type Verification, type VerifyOptions } from "./verify.ts";
