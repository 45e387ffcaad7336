export { declaredNames, type Declaration, type DeclaredNames } from "./names.ts";
export { nearest } from "./nearest.ts";
