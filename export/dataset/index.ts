export { trainedTokens } from "./count.ts";
export { exportDataset, type ExportInput } from "./export.ts";
export { readManifest, type ExportManifest } from "./manifest.ts";
export {
  FORMATS,
  containerOf,
  defaultOptions,
  type ExportOptions,
  type FormatName,
} from "./options.ts";
export { CONTAINERS, type Container } from "./writers/index.ts";
export { parseSplits, type Split } from "./split.ts";
