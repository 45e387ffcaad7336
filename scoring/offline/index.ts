export { ByteModel, type ByteModelOptions } from "./byte-model.ts";
export type { ContextName } from "./contexts.ts";
export { OfflineScorer, type OfflineScorerOptions, type ScoreOptions } from "./offline-scorer.ts";
export { PrefixCache, type PrefixCacheOptions } from "./prefix-cache.ts";
export {
  scoreVariants,
  type ScoreAnswer,
  type ScoreRequest,
  type ScoreUsage,
  type VariantScore,
} from "./score-variants.ts";
