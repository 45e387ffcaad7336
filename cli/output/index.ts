export { explainGain, gainOf, perplexity, type Gain } from "./gain.ts";
export { writeJson, writeText } from "./json.ts";
export { paintFor } from "./paint.ts";
export { shellQuote } from "./quote.ts";
export { formatRun, type RunReportOptions } from "./run.ts";
export { processIo, useColor, type CommandIo, type TextSink } from "./streams.ts";
export { formatTable, type Column, type Paint } from "./table.ts";
