export { type DeliveredRecord, deliveredOf } from "./ack-reply.ts";
export { RecordLookup } from "./lookup.ts";
export { type LogReaderHost, readLog } from "./read-log.ts";
export {
  type StreamRecord,
  epochOf,
  expectLast,
  internalHeaders,
  internalOf,
  labelOf,
  liveRecord,
  messageHeaders,
  reportDamaged,
  senderOf,
  sentAfter,
  setEpoch,
  soundEnvelope,
  type OnDamaged,
} from "./record.ts";
export { scanStream } from "./scan.ts";
