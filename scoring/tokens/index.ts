export type { Encoder } from "./encoder.ts";
export { linesOfTokens, type TokenLines } from "./lines.ts";
export { LocalTokenizer } from "./local-tokenizer.ts";
export { TextTokens } from "./text-tokens.ts";
