import type {
  FileFacts,
  HindcastError,
  PlanEntry,
  Rewriter,
  RepositoryFacts,
  ThoughtPurpose,
  Surprise,
  Usage,
  Violation,
} from "../../protocols/index.ts";
import type { ServiceTools } from "../../runtime/define/index.ts";
import { addUsage } from "../usage/index.ts";

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

/** A request that has no answer, and what asking took all the same. */
export class FailedAsking extends Error {
  readonly error: HindcastError;
  readonly usage: Usage;

  constructor(error: HindcastError, usage: Usage) {
    super(error.message);
    this.name = "FailedAsking";
    this.error = error;
    this.usage = usage;
  }

  /** The same, with what was spent before. */
  after(spent: Usage): FailedAsking {
    return new FailedAsking(this.error, addUsage(spent, this.usage));
  }

  /** Whether another request may well be answered: the server is there and takes requests. */
  get ofThisTextAlone(): boolean {
    return this.error.code === "AUTHOR_DECLINED" || this.error.code === "AUTHOR_UNUSABLE";
  }
}

/** What a backend may use while it answers. */
export type AnswerTools = Pick<ServiceTools, "signal" | "note">;

/** Something that writes. Throws `HindcastError`s and `FailedAsking` only. */
export interface Backend {
  /** Requests that it can use at the same time. */
  readonly concurrency: number;
  write(request: TextRequest, tools: AnswerTools): Promise<WrittenText>;
  plan(request: PlanRequest, tools: AnswerTools): Promise<Planned>;
  close(): Promise<void>;
}
