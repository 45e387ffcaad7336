export { askingAny } from "./any-endpoint.ts";
export type { Request } from "./request.ts";
export { Dispatcher } from "./task-queue.ts";
