export type { Encoder } from "./encoder.ts";
export { LocalTokenizer } from "./local-tokenizer.ts";
export { TextTokens } from "./text-tokens.ts";
