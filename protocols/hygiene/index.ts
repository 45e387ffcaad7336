export {
  THOUGHT_LIMIT,
  textFault,
  type TextFault,
  type TextFaultKind,
  type TextRules,
} from "./fault.ts";
