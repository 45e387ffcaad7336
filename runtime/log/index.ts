export { HEADER_BYTES } from "./frame.ts";
export type { LogRecord } from "./scan.ts";
export {
  createLog,
  openLog,
  payloadAt,
  readLog,
  readMessageAt,
  readMessagesAt,
  readRecords,
  type Log,
  type ReadLogOptions,
  type TornTail,
} from "./store.ts";
export { LogWriter, type WriterOptions } from "./writer.ts";
