import type { Clock } from "../../../model-servers/index.ts";
import { Durations } from "../endpoints/index.ts";
import type { InFlightRequest } from "./request.ts";

/** A request is late after this many times what 19 of 20 of its size take. */
const LATE = 3;
/** No request is late before, in milliseconds: a second copy costs more than that. */
const SOONEST = 250;
/** Copies for each job that is sent, and how many may be saved up. */
const SHARE = 0.05;
const SAVED = 32;

/**
 * Finds requests that take far too long and has them sent a second time (hedged requests: Dean
 * and Barroso, "The Tail at Scale", 2013). Copies are rationed, so that an overload, where
 * everything is late, is not made worse.
 */
export class Hedging {
  readonly #clock: Clock;
  readonly #copy: (request: InFlightRequest) => boolean;
  readonly #durations = new Durations();
  #ration = 4;

  /** @param copy sends a second copy; false when there is no place for it now */
  constructor(clock: Clock, copy: (request: InFlightRequest) => boolean) {
    this.#clock = clock;
    this.#copy = copy;
  }

  sent(request: InFlightRequest): void {
    this.#ration = Math.min(SAVED, this.#ration + SHARE * request.jobs.length);
    const usual = this.#durations.p95(request.cost);
    if (usual === undefined || request.copy) return;
    this.#watch(request, Math.max(SOONEST, LATE * usual));
  }

  answered(request: InFlightRequest): void {
    this.ended(request);
    this.#durations.add(request.cost, this.#clock.now() - request.sentAt);
  }

  ended(request: InFlightRequest): void {
    if (request.timer !== undefined) this.#clock.clearTimeout(request.timer);
    request.timer = undefined;
  }

  #watch(request: InFlightRequest, delay: number): void {
    request.timer = this.#clock.setTimeout(() => {
      request.timer = undefined;
      if (this.#ration >= request.jobs.length && this.#copy(request)) {
        this.#ration -= request.jobs.length;
      } else this.#watch(request, delay);
    }, delay);
  }
}
