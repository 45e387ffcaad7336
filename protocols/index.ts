export type {
  AnswerTools,
  AskRequest,
  AuthorBackend,
  FileContext,
  PlanRequest,
  Planned,
  RequirementsRequest,
  RewriteRequest,
  TextRequest,
  ThoughtRequest,
  ThoughtText,
  WrittenText,
} from "./authoring.ts";
export {
  CONTROL_ADDRESS,
  ENVELOPE_LIMIT,
  Envelope,
  RUN_SESSION,
  SERVICE_KEY,
  SPAWN_ROLE,
  countOf,
  countOfSender,
  decodeDraft,
  decodeEnvelope,
  encodeDraft,
  checkCarried,
  copyEnvelope,
  encodeEnvelope,
  encodeToken,
  formatAddress,
  isSessionEnd,
  messageId,
  parseAddress,
  replyId,
  requestOfReply,
  serviceAddress,
  sessionEndOf,
  spawnAddress,
  type Address,
  type Draft,
  type SessionEnd,
  type SessionEndKind,
} from "./envelope/index.ts";
export {
  HindcastError,
  errorTable,
  isHindcastError,
  problemOf,
  reasonOf,
  type ErrorClass,
  type ErrorCode,
  type ErrorRecord,
} from "./errors/index.ts";
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
  Judgement,
  MainInput,
  ReportedStep,
  SearchInput,
  SearchSettings,
  SessionSettings,
  SharedReports,
  Trouble,
} from "./messages/agent.ts";
export {
  Proposer,
  Sight,
  Thought,
  ThoughtPurpose,
  Usage,
  UsageDetails,
  type Rewriter,
} from "./messages/author.ts";
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
export type { ScoreAnswer, ScoreQuestion, ScorerBackend } from "./scoring.ts";
export { Exposure, Leak, LeakAudit, Score, Segment, Surprise } from "./messages/scorer.ts";
export { nearest } from "./nearest.ts";
export { printable, printableJson } from "./printable.ts";
export { random, randomInteger } from "./random.ts";
export {
  ExclusionReason,
  FileFacts,
  FileGrounding,
  ImportFacts,
  ManifestEntry,
  PlanEntry,
  ReferenceFacts,
  RepositoryFacts,
  RepositoryIdentity,
  SessionGrounding,
  SharedGrounding,
  SymbolFacts,
  Violation,
} from "./repository.ts";
export {
  Assignment,
  Evaluation,
  Move,
  Outcome,
  SearchProblem,
  seesTarget,
  type Strategy,
} from "./search.ts";
export { StepKind, StepKinds, StepPurpose, builtInSteps, stepKindOf } from "./steps.ts";
export { BlobRef, INLINE_LIMIT, SHARED_LIMIT, TextRef, exceedsInline } from "./text.ts";
export {
  AuthorSummary,
  CoderStep,
  DelegateStep,
  MadeBy,
  MainStep,
  ObserveStep,
  ReadStep,
  RunSummary,
  SessionSummary,
  TRAJECTORY_FORMAT,
  ThinkStep,
  ThoughtSearch,
  Trajectory,
  WriteStep,
  isTrained,
} from "./trajectory/index.ts";
