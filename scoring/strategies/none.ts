import type { Strategy } from "../../protocols/index.ts";
import { beginProgress, tellProgress, type Progress } from "./state.ts";

/** Keeps the first thoughts as they are. */
export const none: Strategy<Progress> = {
  name: "none",
  begin: beginProgress,
  ask: () => [],
  tell: tellProgress,
  best: (progress) => progress.best,
};
