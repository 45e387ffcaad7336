export { LeakGuard, QUOTATION } from "./leak.ts";
export { codeTokens } from "./tokens.ts";
