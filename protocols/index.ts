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
  decodeDraft,
  decodeEnvelope,
  decodeOwnEnvelope,
  encodeDraft,
  checkCarried,
  encodeEnvelope,
  type Draft,
} from "./envelope.ts";
export {
  HindcastError,
  errorTable,
  isHindcastError,
  reasonOf,
  type ErrorClass,
  type ErrorCode,
  type ErrorRecord,
} from "./errors.ts";
export { isGitName, unsafePath } from "./file-path.ts";
export {
  reasoningTags,
  templateMarkup,
  textFault,
  withoutChatter,
  type TextFault,
  type TextFaultKind,
  type TextRules,
} from "./hygiene/index.ts";
export { countOf, countOfSender, messageId, replyId, requestOfReply } from "./ids.ts";
export {
  canonicalJson,
  firstDifference,
  firstNonJson,
  hashOf,
  sha256,
  type Difference,
  type Json,
} from "./json.ts";
export {
  CoderInput,
  Failure,
  FailureLimit,
  FileGain,
  FileReport,
  SharedReports,
  Judgement,
  MainInput,
  ReportedStep,
  SearchInput,
  SearchSettings,
  SessionSettings,
  Trouble,
} from "./messages/agent.ts";
export { Proposer, Thought, ThoughtPurpose, Usage, UsageDetails } from "./messages/author.ts";
export { FileLimits, RepositorySource } from "./messages/graph.ts";
export {
  checkBody,
  knownPart,
  messages,
  type Body,
  type Kind,
  type KnownPart,
  type MessageTable,
} from "./messages/index.ts";
export { LOG_FORMAT } from "./messages/run.ts";
export { Exposure, Leak, LeakAudit, Score, Segment, Surprise } from "./messages/scorer.ts";
export { nearest } from "./nearest.ts";
export { problemOf } from "./problem.ts";
export { printable, printableJson } from "./printable.ts";
export { random, randomInteger } from "./random.ts";
export {
  ExclusionReason,
  FileFacts,
  FileGrounding,
  ImportFacts,
  ManifestEntry,
  PlanEntry,
  RepositoryFacts,
  ReferenceFacts,
  RepositoryIdentity,
  SessionGrounding,
  SharedGrounding,
  SymbolFacts,
  Violation,
} from "./repository.ts";
export { Assignment, Evaluation, Move, Outcome, SearchProblem, type Strategy } from "./search.ts";
export { AuthorSummary, RunSummary, SessionSummary } from "./summary.ts";
export { isSessionEnd, sessionEndOf, type SessionEnd, type SessionEndKind } from "./session-end.ts";
export { StepKind, StepKinds, StepPurpose, builtInSteps, stepKindOf } from "./steps.ts";
export { BlobRef, INLINE_LIMIT, SHARED_LIMIT, TextRef, exceedsInline } from "./text.ts";
export {
  CoderStep,
  DelegateStep,
  MadeBy,
  MainStep,
  ObserveStep,
  ReadStep,
  TRAJECTORY_FORMAT,
  ThinkStep,
  ThoughtSearch,
  Trajectory,
  WriteStep,
  isTrained,
} from "./trajectory.ts";
