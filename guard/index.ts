export { KeptGuards, type Refusal } from "./guards.ts";
export { KeptThoughtGuard, LongQuotations } from "./kept.ts";
export { LeakGuard, QUOTATION } from "./leak.ts";
export { NameBudget } from "./names.ts";
export { codeTokens } from "./tokens.ts";
