import type { Strategy } from "../../protocols/index.ts";
import { beginProgress, tellProgress, type SearchProgress } from "./state.ts";

/** Keeps the first thoughts as they are. */
export const none: Strategy<SearchProgress> = {
  name: "none",
  begin: beginProgress,
  ask: () => [],
  tell: tellProgress,
  best: (progress) => progress.best,
};
