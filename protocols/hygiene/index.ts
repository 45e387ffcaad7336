export { withoutChatter } from "./chatter.ts";
export { textFault, type TextFault, type TextFaultKind, type TextRules } from "./fault.ts";
export { reasoningTags, templateMarkup } from "./markup.ts";
