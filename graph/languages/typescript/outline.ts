// One outliner reads both languages: TypeScript's tree is JavaScript's with additions.
export { outliner } from "../javascript/outline.ts";
