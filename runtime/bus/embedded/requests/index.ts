export { PendingRequest } from "./pending-request.ts";
export { RequestBoard } from "./request-queues.ts";
