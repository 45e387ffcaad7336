export {
  CONTROL_ADDRESS,
  RUN_SESSION,
  SERVICE_KEY,
  SPAWN_ROLE,
  encodeToken,
  formatAddress,
  parseAddress,
  serviceAddress,
  spawnAddress,
  type Address,
} from "./address.ts";
export {
  ENVELOPE_LIMIT,
  Envelope,
  checkCarried,
  copyEnvelope,
  decodeDraft,
  decodeEnvelope,
  encodeDraft,
  encodeEnvelope,
  type Draft,
} from "./envelope.ts";
export { countOf, countOfSender, messageId, replyId, requestOfReply } from "./ids.ts";
export { isSessionEnd, sessionEndOf, type SessionEnd, type SessionEndKind } from "./session-end.ts";
