export { markerIn } from "./markers.ts";
export { modes, type ChatBody, type Mode } from "./modes.ts";
export { startFaultyServer, type Exchange, type FaultyServer } from "./server.ts";
