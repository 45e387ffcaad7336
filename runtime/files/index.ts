export { openPlain, readPlain, readPlainSync } from "./plain.ts";
export { makeDirectories, syncDirectory, writeWhole } from "./write.ts";
