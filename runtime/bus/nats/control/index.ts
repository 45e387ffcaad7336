export { ControlReader, followControl } from "./control-feed.ts";
export { Control, type SessionEnd, retryOf } from "./control.ts";
