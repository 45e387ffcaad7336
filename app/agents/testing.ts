/** `hindcast/testing`: what tests of plug-ins need, for any test runner. */
export * from "../../testing/index.ts";
export { checkModules, type CheckedModules } from "./check.ts";
