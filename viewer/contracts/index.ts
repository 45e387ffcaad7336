/**
 * What the page is answered, as plain JSON. The server and the page share these types; a report
 * holds the same answers in its file.
 */

/** Mean negative log-probability in nats per token: without thoughts, with the first, with the kept. */
export interface GainAnswer {
  readonly none: number;
  readonly first: number;
  readonly final: number;
}

/** A session of a run, without its files. */
export interface SessionAnswer {
  readonly session: string;
  /** What people call the repository: its path or URL. */
  readonly repository: string;
  readonly state: "running" | "done" | "failed";
  readonly code?: string;
  readonly reason?: string;
  /** What usually helps against the failure. */
  readonly advice?: string;
  readonly files: number;
  readonly tokens: number;
  readonly thought_tokens: number;
  readonly evaluations: number;
  /** Over all tokens of the files; absent before a file was scored. */
  readonly gain?: GainAnswer;
}

/** `/api/run` */
export interface RunAnswer {
  readonly run: string;
  readonly version: string;
  readonly seed: number;
  readonly state: "running" | "ended";
  readonly elapsed_ms?: number;
  readonly author: string;
  readonly scorers: readonly string[];
  readonly strategy: string;
  /** What the author's server counted. */
  readonly usage?: {
    readonly requests: number;
    readonly retries: number;
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
  };
  readonly sessions: readonly SessionAnswer[];
  /** Whether the message log is there, for the search and replay pages. */
  readonly log: boolean;
  /** Whether a NATS server was named. */
  readonly cluster: boolean;
}

/** One file's numbers. */
export interface FileAnswer {
  readonly path: string;
  readonly tokens: number;
  readonly thought_tokens: number;
  readonly evaluations: number;
  readonly proposals: number;
  readonly leaks_rejected: number;
  readonly names: number;
  readonly grounded: number;
  readonly refused?: number;
  readonly steps: number;
  readonly gain: GainAnswer;
  readonly judge?: GainAnswer;
}

/** `/api/files?session=S` */
export interface FilesAnswer {
  readonly files: readonly FileAnswer[];
}

export interface ViolationAnswer {
  readonly code: string;
  readonly subject: string;
  readonly detail: string;
  readonly handled?: string;
}

/** One step, in the order in which a reader meets it; `file` is null for the main agent. */
export type StepAnswer =
  | {
      readonly kind: "think";
      readonly file: string | null;
      readonly purpose: string;
      readonly text: string;
      readonly trained: boolean;
      /** The text before the search, when the search changed it. */
      readonly first?: string;
      readonly candidates: number;
    }
  | {
      readonly kind: "delegate";
      readonly file: string;
      readonly text: string;
      readonly trained: boolean;
      readonly violations: readonly ViolationAnswer[];
      readonly gain?: GainAnswer;
      readonly tokens?: number;
    }
  | {
      readonly kind: "read";
      readonly file: string;
      readonly path: string;
      readonly text: string;
      readonly trained: boolean;
    }
  | {
      readonly kind: "observe";
      readonly file: string;
      readonly path: string;
      /** Null when it is the text that the write of `path` holds. */
      readonly text: string | null;
      readonly trained: boolean;
    }
  | {
      readonly kind: "write";
      readonly file: string;
      readonly path: string;
      readonly text: string;
      readonly trained: boolean;
    };

/** `/api/trajectory?session=S` */
export interface TrajectoryAnswer {
  readonly session: string;
  readonly name: string;
  readonly commit: string | null;
  readonly licence: string | null;
  readonly origin?: string;
  readonly seed: number;
  /** What made it: role or part to its version. */
  readonly made_by: Readonly<Record<string, string>>;
  readonly violations: readonly ViolationAnswer[];
  readonly excluded: readonly { readonly path: string; readonly reason: string }[];
  readonly steps: readonly StepAnswer[];
}

/** What went wrong, for any path. */
export interface ErrorAnswer {
  readonly error: { readonly code: string; readonly detail: string; readonly advice: string };
}

/** A text that was tried at a step of a search. */
export interface CandidateAnswer {
  readonly text: string;
  /** Who proposed it; null for the first thought. */
  readonly proposer: string | null;
}

/** One evaluation of a search. */
export interface NodeAnswer {
  /** Which candidate is at each step; null for none. */
  readonly assignment: readonly (number | null)[];
  readonly fate: string;
  /** Nats per target token over no thinking, less what the length costs. */
  readonly value?: number;
  /** Tokens of target and thoughts that were read. */
  readonly cost?: number;
  /** Index of the evaluation that it changes; null for the baselines. */
  readonly parent: number | null;
  readonly action?: string;
  readonly proposer?: string;
  /** Steps that the move touches. */
  readonly steps: readonly number[];
  /** Why a guard refused it. */
  readonly rule?: string;
}

/** `/api/search?path=P&session=S` */
export interface SearchAnswer {
  readonly path: string;
  readonly model: string;
  readonly steps: readonly {
    readonly purpose: string;
    readonly candidates: readonly CandidateAnswer[];
  }[];
  readonly nodes: readonly NodeAnswer[];
  /** Index of the evaluation whose thoughts were kept. */
  readonly kept: number | null;
}

/** A file of a repository's graph, named by its place in {@link GraphAnswer.files}. */
export interface GraphFileAnswer {
  readonly path: string;
  readonly language: string | null;
  readonly lines: number;
  readonly imports: readonly number[];
  readonly external: readonly string[];
  readonly unresolved: readonly {
    readonly specifier: string;
    readonly line: number;
    readonly reason: string;
  }[];
  readonly symbols: readonly {
    readonly name: string;
    readonly kind: string;
    readonly line: number;
  }[];
  /** Number of the cycle that it is part of. */
  readonly cycle?: number;
}

/** `/api/graph?session=S` */
export interface GraphAnswer {
  /** In the order of the graph: dependencies first. */
  readonly files: readonly GraphFileAnswer[];
  readonly excluded: readonly { readonly path: string; readonly reason: string }[];
  readonly external: readonly {
    readonly name: string;
    readonly builtin: boolean;
    readonly importers: number;
  }[];
}
