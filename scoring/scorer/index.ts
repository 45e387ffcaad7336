export type { ScoreAnswer, ScoreQuestion, ScorerBackend } from "./backend.ts";
export { clipFor, createScorer } from "./create.ts";
export { scorerService } from "./service.ts";
