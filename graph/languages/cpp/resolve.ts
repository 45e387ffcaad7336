// One search finds the headers of both languages: they include each other's.
export { cResolver as cppResolver } from "../c/resolve.ts";
