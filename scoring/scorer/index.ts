export type { ScoreAnswer, ScoreQuestion, ScorerBackend } from "./backend.ts";
export { createScorer } from "./create.ts";
export { scorerService } from "./service.ts";
