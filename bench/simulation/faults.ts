import { random } from "../../protocols/index.ts";

/** Something that goes wrong at one place of one run. */
export type Fault =
  /** `kill -9` of a worker, which is started again later. */
  | {
      readonly kind: "crash";
      readonly worker: number;
      readonly at: number;
      readonly restart: number;
    }
  /** A worker stands still, and goes on as if nothing had happened. */
  | { readonly kind: "freeze"; readonly worker: number; readonly at: number; readonly for: number }
  /** The n-th delivery to a mailbox is made twice, or lost on its way. */
  | { readonly kind: "duplicate" | "drop"; readonly delivery: number }
  /** The n-th delivery to a mailbox takes so much longer; those behind it wait. */
  | { readonly kind: "delay"; readonly delivery: number; readonly for: number }
  /** A service fails at its n-th request with an error that may be tried again. */
  | { readonly kind: "error"; readonly request: number };

/** How large a run without faults is: faults are planned to fall into it. */
export interface Extent {
  /** Milliseconds of virtual time. */
  readonly duration: number;
  readonly deliveries: number;
  readonly requests: number;
  readonly workers: number;
}

const KINDS = ["crash", "crash", "freeze", "duplicate", "drop", "delay", "error"] as const;

/** Faults of one run at most. */
const MOST = 8;

/** The faults of a seed. */
export function faultsOf(seed: number, extent: Extent, lease: number): Fault[] {
  const draw = (...names: (string | number)[]) => random(seed, "fault", ...names.map(String));
  const count = 1 + Math.floor(MOST * draw("count"));
  return Array.from({ length: count }, (_, n): Fault => {
    const upTo = (limit: number, name: string) => Math.floor(limit * draw(n, name));
    const kind = KINDS[upTo(KINDS.length, "kind")] ?? "crash";
    const worker = upTo(extent.workers, "worker");
    const at = upTo(extent.duration, "at");
    switch (kind) {
      case "crash":
        return { kind, worker, at, restart: upTo(2 * lease, "restart") };
      case "freeze":
        return { kind, worker, at, for: 1 + upTo(3 * lease, "for") };
      case "delay":
        return {
          kind,
          delivery: upTo(extent.deliveries, "delivery"),
          for: 1 + upTo(2 * lease, "for"),
        };
      case "error":
        return { kind, request: upTo(extent.requests, "request") };
      case "duplicate":
      case "drop":
        return { kind, delivery: upTo(extent.deliveries, "delivery") };
    }
  });
}
