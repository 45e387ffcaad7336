export { ControlReader, followControl } from "./control-feed.ts";
export { Control } from "./control.ts";
