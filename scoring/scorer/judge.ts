import { OfflineScorer, contextNames, defaultContexts } from "../offline/index.ts";
import type { ScorerBackend } from "../../protocols/index.ts";
import { createScorer, offlineBackend, type ScorerOptions } from "./create.ts";

/**
 * What the offline judge predicts from: every context that the offline scorer leaves out, and none
 * that it has. Their match models and mixers are alike, so the two are relatives and no strangers;
 * what pleases one by an accident of its contexts has no reason to please the other.
 */
export const JUDGE_CONTEXTS = contextNames.filter((name) => !defaultContexts.includes(name));

/**
 * The held-out judge that a SPEC names: for `offline` a second offline model, else the model of
 * that server. Throws CONFIG_INVALID like `createScorer`.
 */
export function createJudge(spec: string, options: ScorerOptions = {}): ScorerBackend {
  if (spec !== "offline") return createScorer([spec], options);
  return offlineBackend(new OfflineScorer({ contexts: JUDGE_CONTEXTS }), "offline:judge");
}
