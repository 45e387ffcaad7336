export { fork, type ForkOptions, type ForkResult } from "./fork.ts";
export { parsePatch } from "./patch.ts";
