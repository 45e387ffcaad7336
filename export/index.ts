export {
  CONTAINERS,
  FORMATS,
  containerOf,
  defaultOptions,
  exportDataset,
  parseSplits,
  readManifest,
  type Container,
  type ExportInput,
  type ExportManifest,
  type ExportOptions,
  type FormatName,
} from "./dataset/index.ts";
export {
  CONTENTS,
  DIALECTS,
  STRUCTURES,
  type Content,
  type Dialect,
  type Structure,
} from "./formats/index.ts";
export { loadZstd, zstdDecompress } from "./files/index.ts";
export {
  THOUGHTS,
  recordOf,
  type ThoughtChoice,
  type ThoughtSearch,
  type TrajectoryRecord,
} from "./record/index.ts";
export {
  DEFAULT_TEMPLATE,
  FILE_ORDERS,
  parseTemplate,
  type FileOrder,
  type TextTemplate,
} from "./text/index.ts";
export {
  TRAINERS,
  exportRecipe,
  type Recipe,
  type RecipeOptions,
  type Trainer,
} from "./recipe/index.ts";
export {
  BENCHMARK_WORDS,
  Benchmarks,
  DUPLICATE_UNITS,
  parseCondition,
  parseFilter,
  type FilterCondition,
  type DuplicateUnit,
} from "./selection/index.ts";
export { AUTO_TOKEN, ExportTokenizer } from "./tokens/index.ts";
