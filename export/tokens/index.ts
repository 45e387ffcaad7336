export {
  joinSpans,
  labelsOf,
  tokeniseSpans,
  type Sequence,
  type TokenisedSpan,
} from "./sequence.ts";
export { AUTO_TOKEN, ExportTokenizer, type EdgeTokens } from "./tokenizer.ts";
