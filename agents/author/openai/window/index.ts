export { askWindow } from "./ask-server.ts";
export { ContextWindow } from "./context-window.ts";
export { fitPrompt, fitText, fitsBeside, type FittedPrompt, type ValuesFor } from "./fit.ts";
export { overlongOf, type Overlong } from "./overlong.ts";
