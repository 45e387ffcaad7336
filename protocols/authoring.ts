import type { Rewriter, ThoughtPurpose, Usage } from "./messages/author.ts";
import type { FileFacts, PlanEntry, RepositoryFacts, Violation } from "./repository.ts";
import type { Surprise } from "./messages/scorer.ts";

/** A thought with its text at hand. */
export interface ThoughtText {
  /** A built-in purpose, or one that a plug-in declares. */
  readonly purpose: string;
  readonly text: string;
}

/** What a coder knows of its file; holds nothing of the file's bodies. */
export interface FileContext {
  readonly path: string;
  readonly requirements: string;
  readonly purposeOfFile: string;
  /** Signatures without bodies. */
  readonly outline: string;
  readonly facts: FileFacts;
  readonly reads: readonly { readonly path: string; readonly text: string }[];
}

export interface RequirementsRequest {
  readonly kind: "requirements";
  readonly facts: RepositoryFacts;
  readonly tree: string;
  readonly seed: number;
}

export interface PlanRequest {
  readonly kind: "plan";
  readonly facts: RepositoryFacts;
  readonly tree: string;
  readonly requirements: string;
  /** Every file, dependencies first; purposes may be empty. */
  readonly order: readonly PlanEntry[];
  readonly violations: readonly Violation[];
  /** The plan that was wrong. */
  readonly previous?: readonly PlanEntry[];
  readonly seed: number;
}

export interface ThoughtRequest {
  readonly kind: "thought";
  readonly file: FileContext;
  readonly purpose: ThoughtPurpose;
  readonly earlier: readonly ThoughtText[];
  readonly violations: readonly Violation[];
  /** Number of this sample of the question within its search; absent for the first thought. */
  readonly sample?: number;
  readonly seed: number;
}

export interface RewriteRequest {
  readonly kind: "rewrite";
  readonly file: FileContext;
  readonly thoughts: readonly ThoughtText[];
  /** Which of the thoughts to rewrite; always within them. */
  readonly index: number;
  readonly proposer: Rewriter;
  /** The true text, for a proposer that may see it. */
  readonly target?: string;
  /** The lines that the thoughts leave most surprising, for `refine`. */
  readonly surprises?: readonly Surprise[];
  readonly number: number;
  readonly seed: number;
}

/** A question of a plug-in, in its own words. */
export interface AskRequest {
  readonly kind: "ask";
  readonly system: string;
  readonly user: string;
  readonly seed: number;
  readonly maxTokens?: number;
}

/** A request that is answered with a text. */
export type TextRequest = RequirementsRequest | ThoughtRequest | RewriteRequest | AskRequest;

export interface WrittenText {
  readonly text: string;
  readonly usage: Usage;
}

export interface Planned extends WrittenText {
  /** As read out of the text; unchecked. */
  readonly entries: readonly PlanEntry[];
}

/** What a backend may use while it answers. */
export interface AnswerTools {
  /** Aborted when the run stops, and when the request has taken too long. */
  readonly signal: AbortSignal;
  /** A line for people; fields must hold no secret. */
  note(
    level: "debug" | "info" | "warn",
    message: string,
    fields?: Readonly<Record<string, unknown>>,
  ): void;
}

/** Something that writes, wherever it runs. */
export interface AuthorBackend {
  /** Requests that it can use at the same time. */
  readonly concurrency: number;
  write(request: TextRequest, tools: AnswerTools): Promise<WrittenText>;
  plan(request: PlanRequest, tools: AnswerTools): Promise<Planned>;
  /** Frees what it holds. */
  close(): Promise<void>;
}
