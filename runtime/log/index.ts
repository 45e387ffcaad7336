export { HEADER_BYTES } from "./frame.ts";
export { LogScan, type LogRecord } from "./scan.ts";
export {
  Log,
  createLog,
  openLog,
  payloadAt,
  readLog,
  readMessageAt,
  type OpenOptions,
  type Recovery,
} from "./store.ts";
export { LogWriter, type WriterOptions } from "./writer.ts";
