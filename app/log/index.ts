export { indexMessages, messageAt, readMessages } from "./read.ts";
export { indexLog, type IndexedLog, type IndexLogOptions } from "./steps.ts";
export { readBlob } from "./blob.ts";
export { diffLogs, type SenderDifference } from "./diff.ts";
export { FilterMessages, type MessageFilter } from "./filter.ts";
export { findSlow, type SlowReport, type Waiting } from "./slow.ts";
export { describeStep, type StepDescription } from "./describe.ts";
export { inspectEvents, otlpTraces, sequenceDiagram, traceEvents } from "./export/index.ts";
