/** `/api/about`: what is looked at. */
export interface AboutAnswer {
  readonly version: string;
  /** Names of the pages that there is something for. */
  readonly pages: readonly string[];
  /** Whether the run is looked at beside another one. */
  readonly compared: boolean;
  /** Whether a NATS server is looked at. */
  readonly cluster: boolean;
}

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
