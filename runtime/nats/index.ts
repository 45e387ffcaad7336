export { connectNats, type NatsOptions } from "./connection.ts";
export { asHindcastError, isUnanswered, problemOfNats, type NatsProblem } from "./errors.ts";
export { natsFeatures, supports, type NatsFeature } from "./features.ts";
export { NatsLink, type NatsLogger } from "./link.ts";
export {
  blobFilter,
  blobStream,
  blobSubject,
  consumerName,
  controlFilter,
  linkFilter,
  linkSubject,
  liveSubject,
  logStream,
  mailboxFilter,
  messageSubject,
  requestFilter,
  runFilter,
  senderFilter,
  sessionFilter,
} from "./names.ts";
export { TRACE_HEADER, traceparent } from "./trace.ts";
export { ConnectionScope, withRetry, pause, throwIfClosed } from "./scope.ts";
