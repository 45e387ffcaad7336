export { markerIn } from "./markers.ts";
export { modes, type Mode } from "./modes.ts";
export { startFaultyServer, type Exchange } from "./server.ts";
