export { PendingRequest } from "./pending-request.ts";
export { RequestQueues } from "./request-queues.ts";
