export { dryAuthor, type DryRequest } from "./dry-run.ts";
export { authorFingerprint, authorPrompts } from "./fingerprint.ts";
export { authorService, createAuthor, type AuthorOptions } from "./service.ts";
export { formatAuthorSpec, parseAuthorSpec } from "./spec.ts";
export { probeAuthor, type Probe } from "./openai/probe.ts";
export { PrefixMeter } from "./openai/prefix-meter.ts";
export { planText } from "./plan-text.ts";
