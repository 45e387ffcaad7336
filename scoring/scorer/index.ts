export type { ScoreAnswer, ScoreQuestion, ScorerBackend } from "../../protocols/index.ts";
export type { RecordedModel } from "../pool/index.ts";
export { unitOf, createScorer, createScorerPool, type ScorerOptions } from "./create.ts";
export { scorerService } from "./service.ts";
export { JUDGE_CONTEXTS, createJudge } from "./judge.ts";
