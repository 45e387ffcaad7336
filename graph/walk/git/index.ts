export { gitDirectory, isBare, type GitDirectory } from "./directory.ts";
export { readHead } from "./head.ts";
export { readOrigin } from "./origin.ts";
export { readTracked, type Tracked } from "./tracked.ts";
