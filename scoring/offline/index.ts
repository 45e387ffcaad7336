export {
  ByteModel,
  contextNames,
  defaultContexts,
  type ByteModelOptions,
  type ContextName,
} from "./model/index.ts";
export { OfflineScorer, type OfflineScorerOptions, type ScoreOptions } from "./offline-scorer.ts";
export { ByteRanking, type RankedByte } from "./byte-ranking.ts";
export { readText, type ReadAnswer, type ReadRequest, type WrittenByte } from "./read-text.ts";
export { PrefixCache, type PrefixCacheOptions } from "./prefix-cache.ts";
export {
  scoreVariants,
  type VariantScores,
  type ScoreRequest,
  type ScoreUsage,
  type VariantScore,
} from "./score-variants.ts";
export { TextStates } from "./text-states.ts";
