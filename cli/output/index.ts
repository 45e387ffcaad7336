export { counterOn, type Counter } from "./counter.ts";
export { commandName } from "./command-name.ts";
export { explainGain, gainOf, perplexity } from "./gain.ts";
export { writeJson, writeText } from "./json.ts";
export { paintFor } from "./paint.ts";
export { shellQuote } from "./quote.ts";
export { processIo, useColor, type CommandIo, type TextSink } from "./streams.ts";
export { formatTable, type Column, type Paint } from "./table.ts";
