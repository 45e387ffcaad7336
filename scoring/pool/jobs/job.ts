import type { ContextNode, TokenSegment } from "../contexts/index.ts";

/** A question that waits for jobs; `index` is the variant that a job answers. */
export interface Waiter {
  settle(index: number, outcome: JobOutcome): void;
}

/** Log-probabilities of the target's tokens in nats, or why there are none. */
export type JobOutcome =
  | { readonly ok: true; readonly values: Float64Array }
  | { readonly ok: false; readonly error: unknown };

/** A failure at an endpoint that may be the job's. */
export interface Strike {
  readonly endpoint: string;
  /** `down`: the endpoint went down with it; `wrong`: its answer was wrong; `cut`: there was none. */
  readonly how: "down" | "wrong" | "cut";
}

/**
 * One likelihood to be computed, however many ask for it. Kept small: a hundred thousand of them
 * may wait.
 */
export class ScoreJob {
  readonly key: string;
  readonly context: ContextNode;
  readonly target: TokenSegment;
  /** What others that share a beginning with it are routed by. */
  readonly route: string;
  /** Names it in requests. */
  readonly id: string;
  #waiters: { readonly waiter: Waiter; readonly index: number }[] = [];
  settled = false;
  /** Requests under way that carry it. */
  copies = 0;
  /** Tokens that it was last expected to cost where it waits. */
  cost = 0;
  /** Times that another was taken before it. */
  passedOver = 0;
  strikes: readonly Strike[] = [];
  /** Tick of the pool at its last strike. */
  struckAt = 0;
  /** Whether it may share a request: not once it may be what requests fail of. */
  alone = false;
  /** Neighbours in the queue in which it waits; see JobQueue. */
  queue: object | undefined;
  previous: ScoreJob | undefined;
  next: ScoreJob | undefined;

  constructor(parts: Pick<ScoreJob, "key" | "context" | "target" | "route" | "id">) {
    this.key = parts.key;
    this.context = parts.context;
    this.target = parts.target;
    this.route = parts.route;
    this.id = parts.id;
  }

  get tokens(): number {
    return this.context.tokens + this.target.ids.length;
  }

  /** Whether anybody still waits for it. */
  get wanted(): boolean {
    return this.#waiters.length > 0;
  }

  /** Whether an endpoint went down with it. */
  get suspect(): boolean {
    return this.strikes.some(({ how }) => how === "down");
  }

  /** Whether it should rather go elsewhere; a connection may be cut once by chance. */
  failedAt(endpoint: string): boolean {
    const here = this.strikes.filter((strike) => strike.endpoint === endpoint);
    return here.length > 1 || here.some(({ how }) => how !== "cut");
  }

  addWaiter(waiter: Waiter, index: number): void {
    this.#waiters.push({ waiter, index });
  }

  removeWaiter(waiter: Waiter): void {
    this.#waiters = this.#waiters.filter((other) => other.waiter !== waiter);
  }

  /** Settles every waiter, once. */
  settle(outcome: JobOutcome): void {
    if (this.settled) return;
    this.settled = true;
    for (const { waiter, index } of this.#waiters) waiter.settle(index, outcome);
    this.#waiters = [];
  }
}
