export { ask, askAgain } from "./ask.ts";
export { isReport } from "./embedded.ts";
export { useKeys } from "./keys.ts";
export { hrefOf, refine, route } from "./route.ts";
export { Awaited } from "./waiting.tsx";
