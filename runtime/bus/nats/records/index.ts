export { type Delivered, deliveredOf } from "./ack-reply.ts";
export { Lookup } from "./lookup.ts";
export { type ReadingHost, readLog } from "./read-log.ts";
export {
  type LogRecord,
  envelopeOf,
  epochOf,
  expectLast,
  internalHeaders,
  internalOf,
  labelOf,
  liveRecord,
  messageHeaders,
  ownCount,
  senderOf,
  sentAfter,
  setEpoch,
} from "./record.ts";
export { scan } from "./scan.ts";
