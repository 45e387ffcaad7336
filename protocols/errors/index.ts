export { HindcastError, isHindcastError, reasonOf, type ErrorRecord } from "./error.ts";
export { errorTable, type ErrorClass, type ErrorCode } from "./table/index.ts";
export { problemOf, toPlainPath } from "./problem.ts";
