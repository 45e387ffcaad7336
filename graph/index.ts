export { fetchCommit, nameOfUrl, resolveCommit } from "./source/git.ts";
export { isInternalAddress, refuseCredentials, type SourceRules } from "./source/rules.ts";
export { surveyRepository, type Survey, type SurveyOptions } from "./walk/survey.ts";
export { decodeText, encodeText, type Encoding } from "./walk/decode.ts";
export { packSnapshot, unpackSnapshot, type Snapshot } from "./snapshot/snapshot.ts";
export { openIndex, indexSnapshot, type OpenOptions } from "./graph/open.ts";
export type {
  ExternalImport,
  ImportEdge,
  IndexedFile,
  LocatedSymbol,
  RepositoryIndex,
  SymbolReference,
  UnresolvedImport,
} from "./graph/repository-index.ts";
export { recordCache, type RecordCache } from "./cache/record-cache.ts";
export { languages } from "./languages/index.ts";
export { createParserPool, type ParserPool } from "./parse/pool.ts";
export type { FileRecord, ImportKind, SymbolRecord } from "./parse/record.ts";
export { planOf, type Plan } from "./enforce/plan-order.ts";
export { checkPlan, graphPlan, type CheckedPlan } from "./enforce/plan.ts";
export { checkRead } from "./enforce/read.ts";
export { collectNames } from "./enforce/known-names.ts";
export { checkThought, type CheckedThought } from "./enforce/thought.ts";
export { describe, type Description } from "./facts/describe.ts";
export { fileFacts, withoutBodies } from "./facts/file.ts";
export { fittingOutline, outlineOf, type OutlineSize } from "./facts/outline.ts";
export { repositoryFacts } from "./facts/repository.ts";
export { graphJson, type GraphJson } from "./formats/json.ts";
export { dotText } from "./formats/dot.ts";
export { treeText } from "./formats/tree.ts";
export { summaryLine } from "./formats/summary.ts";
export { explanationText } from "./formats/explanation.ts";
export { explainFile, type FileExplanation } from "./graph/explain.ts";
export { takeSnapshot } from "./source/take.ts";
export { languageOf } from "./languages/names.ts";
