export { JsonClient, type JsonRequest } from "./json-client.ts";
export { isLoopbackHost, isOwnOrigin } from "./loopback-host.ts";
export { readRetryAfter } from "./retry-after.ts";
export { refusalWithin, ServerFailure } from "./server-failure.ts";
