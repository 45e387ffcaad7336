import type { SpecForm } from "../../runtime/config/index.ts";

/** Who can write texts in this version. */
export const AUTHOR_FORMS: readonly SpecForm[] = [
  { scheme: "offline" },
  { scheme: "openai", model: true, url: true },
];

/** Who can judge them in this version. */
export const SCORER_FORMS: readonly SpecForm[] = [{ scheme: "offline" }];
