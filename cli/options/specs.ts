import type { SpecForm } from "../../runtime/config/index.ts";

/** Who can write texts in this version. */
export const AUTHOR_FORMS: readonly SpecForm[] = [
  { scheme: "offline" },
  { scheme: "openai", model: true, url: true },
];

/** Who can judge them in this version. */
export const SCORER_FORMS: readonly SpecForm[] = [
  { scheme: "offline" },
  { scheme: "sglang", url: true },
  { scheme: "vllm", model: true, url: true },
  { scheme: "echo", model: true, url: true },
  { scheme: "tgi", url: true },
];
