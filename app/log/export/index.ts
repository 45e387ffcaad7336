export { sequenceDiagram } from "./mermaid.ts";
export { otlpTraces, type OtlpSpan } from "./otlp.ts";
export { traceEvents, type TraceEvent } from "./perfetto.ts";
export { inspectEvents, type InspectEvent } from "./stately.ts";
