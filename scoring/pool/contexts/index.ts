export { type ContextNode, type TokenSegment, contextOf } from "./context.ts";
export { type Prepared, prepare } from "./prepare.ts";
export { Segments } from "./segments.ts";
export { TargetLines } from "./target-lines.ts";
