export { Code } from "./code.tsx";
export { Diff } from "./diff.tsx";
export { Plain } from "./plain.tsx";
