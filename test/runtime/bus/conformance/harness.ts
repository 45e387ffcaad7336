import type { Bus } from "../../../../runtime/bus/index.ts";

/** Milliseconds of every lease; a bus may have to know it when a run is made. */
export const LEASE = 300;

/** How a kind of bus is started, restarted and removed. */
export interface BusHarness {
  /** A new bus with an empty log, for the run `run-1`. */
  create(): Promise<Bus>;
  /** Closes a bus and opens its log again, as another process would. */
  reopen(bus: Bus): Promise<Bus>;
  /** Removes everything that `create` made. */
  destroy(): Promise<void>;
}

/** The bus of the running test, which `Reopen` replaces. */
export type Current = () => Bus;
export type Reopen = () => Promise<void>;
