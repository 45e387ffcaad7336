export { allowed, compose, mentions } from "./compose.ts";
export { designTopics } from "./design.ts";
export { needsTopics } from "./needs.ts";
export { isPlain, plainTopics } from "./plain.ts";
export { select, type SelectionRules } from "./selection.ts";
export { inSpelling, spelt } from "./spelling.ts";
export { asThoughtPurpose, type Style, type Topic } from "./topic.ts";
export { writeTopics } from "./write.ts";
