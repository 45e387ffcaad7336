export { isOfOneText } from "./troubles.ts";
export { NO_USAGE, addUsage } from "./usage.ts";
