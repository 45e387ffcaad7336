/** The pool of scoring servers of a run under way, seen and changed from the command line. */
export { changePool, poolOfRun } from "./ask.ts";
export { SharedPool, type ShareOptions } from "./share.ts";
