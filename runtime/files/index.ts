export { openPlain, readPlain, readPlainSync } from "./plain.ts";
export { makeDirectories, syncDirectory, writeAtomically } from "./write.ts";
