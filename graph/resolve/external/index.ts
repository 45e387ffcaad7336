export { externalEvidence } from "./evidence.ts";
