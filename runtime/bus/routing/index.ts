export { type MessageSessions, sessionsOfMessage } from "./message-sessions.ts";
export { ReleasedSessions } from "./released-sessions.ts";
export { type MessageRoute, requestedRole, routeOf, sessionOf } from "./route.ts";
export { readRetry } from "./retry.ts";
