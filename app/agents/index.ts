export { checkModules, type CheckedModules } from "./check.ts";
export { createPlugin } from "./create.ts";
