export { canaryItems, type CanaryItems } from "./canary-items.ts";
export { checkCanary } from "./canary.ts";
