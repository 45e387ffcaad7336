export { type Homes, homesOf } from "./message-sessions.ts";
export { Released } from "./released-sessions.ts";
export { type Route, requestedRole, routeOf, sessionOf } from "./route.ts";
