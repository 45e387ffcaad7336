import type { ScoreItem } from "../../endpoints/index.ts";
import { contextOf } from "../contexts/index.ts";
import type { Endpoint, SentRequest } from "../endpoints/index.ts";
import type { ScoreJob } from "../jobs/index.ts";

/** Jobs on their way to one endpoint. */
export class InFlightRequest implements SentRequest {
  readonly endpoint: Endpoint;
  readonly jobs: readonly ScoreJob[];
  /** Tokens that the endpoint is expected to compute. */
  readonly cost: number;
  readonly sentAt: number;
  /** Tick of the pool when it was sent. */
  readonly tick: number;
  /** Epoch of the endpoint's limit when it was sent. */
  readonly epoch: number;
  /** The same jobs on their way to another endpoint. */
  copy: InFlightRequest | undefined;
  /** The timer that sends the twin. */
  timer: unknown;
  readonly #controller = new AbortController();

  constructor(
    endpoint: Endpoint,
    jobs: readonly ScoreJob[],
    cost: number,
    at: { now: number; tick: number },
  ) {
    this.endpoint = endpoint;
    this.jobs = jobs;
    this.cost = cost;
    this.sentAt = at.now;
    this.tick = at.tick;
    this.epoch = endpoint.limit.epoch;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether it was taken back. */
  get withdrawn(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Whether an answer would still be of use. */
  get wanted(): boolean {
    return this.jobs.some((job) => !job.settled && job.wanted);
  }

  /** Cancels it: the client closes the connection and sends the server its abort request. */
  withdraw(): void {
    this.#controller.abort();
  }

  /** In the form of clients; built when it is sent, so that what waits stays small. */
  items(): ScoreItem[] {
    return this.jobs.map(({ id, context, target }) => ({
      id,
      context: contextOf(context),
      target: { text: target.text, ids: [...target.ids] },
    }));
  }
}
