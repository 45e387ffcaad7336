/** What the requests to one role of services took. */
export interface ServiceAnswer {
  readonly role: string;
  readonly requests: number;
  readonly open: number;
  readonly answered: number;
  /** Failures by code. */
  readonly errors: Readonly<Record<string, number>>;
  /** Milliseconds from a request to its answer, waiting in a queue included. */
  readonly median_ms: number;
  readonly p90_ms: number;
  /** Tokens that it read or wrote, where it says so. */
  readonly tokens: number;
  /** Tokens that its server had cached, where it says so. */
  readonly cached: number;
  /** Models that answered, by answers. */
  readonly models: Readonly<Record<string, number>>;
  /** Per slot of time: answers, tokens, and most requests that were open. */
  readonly answers: readonly number[];
  readonly tokens_by_slot: readonly number[];
  readonly open_by_slot: readonly number[];
}

/** `/api/pool`: the services of a run, from its log. */
export interface PoolAnswer {
  readonly last: number;
  readonly reading: boolean;
  readonly started: number;
  /** Length of a slot in milliseconds. */
  readonly slot_ms: number;
  readonly services: readonly ServiceAnswer[];
  /** Live agents by role, at the end of the log. */
  readonly agents: Readonly<Record<string, number>>;
}

/** A server that a worker's scorer or judge asks. */
interface EndpointAnswer {
  readonly role: string;
  readonly name: string;
  readonly state: string;
  readonly model?: string | undefined;
  readonly in_flight: number;
  readonly waiting: number;
  readonly answered: number;
  readonly tokens_per_second?: number | undefined;
  /** Part of the context tokens that it had computed already, from 0 to 1. */
  readonly hit_rate?: number | undefined;
  readonly errors: Readonly<Record<string, number>>;
  readonly last_error?: string | undefined;
}

/** `/api/cluster`: the runs and workers of a NATS server, as `hindcast status --json` has them. */
export interface ClusterAnswer {
  readonly server: { readonly version: string; readonly name: string };
  readonly at: number;
  readonly workers: readonly {
    readonly worker: string;
    readonly host: string;
    readonly pid: number;
    readonly started: number;
    readonly seen: number;
    readonly draining: boolean;
    readonly roles: readonly string[];
    readonly memory_bytes: number;
    readonly runs: Readonly<
      Record<
        string,
        {
          readonly agents: Readonly<Record<string, number>>;
          readonly requests: Readonly<Record<string, number>>;
          readonly steps_per_second: number;
          readonly tokens_per_second: number;
          readonly left_out: Readonly<Record<string, string>>;
          readonly endpoints?: readonly EndpointAnswer[] | undefined;
        }
      >
    >;
  }[];
  readonly runs: readonly {
    readonly run: string;
    readonly state: string;
    readonly submitted: number;
    readonly sessions: {
      readonly total: number;
      readonly waiting: number;
      readonly working: number;
      readonly done: number;
      readonly failed: number;
    };
    readonly agents: Readonly<Record<string, number>>;
    readonly queues: readonly {
      readonly role: string;
      readonly waiting: number;
      readonly in_hand: number;
    }[];
    readonly unserved: readonly string[];
    readonly steps_per_second: number;
    readonly tokens_per_second: number;
    readonly eta_seconds: number | null;
    readonly failures: readonly {
      readonly session: string;
      readonly code: string;
      readonly reason: string;
    }[];
    readonly damaged: number;
    readonly log: { readonly messages: number; readonly bytes: number };
  }[];
}
