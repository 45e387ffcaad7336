export { freeNames, type FreeNames } from "./free-names.ts";
