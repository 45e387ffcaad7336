import { createHash } from "node:crypto";
import { HindcastError } from "../../protocols/errors/index.ts";

/** Faults that happen to a share of the requests. */
const rated = ["429", "503", "cut", "short", "nan", "null", "shift", "hang"] as const;

/** A fault that can be asked for. */
export type FaultName = (typeof rated)[number];

/** What goes wrong with one request. */
export interface Fault {
  /** Names of the faults, for the answer's maker; at most one of those that give no answer. */
  readonly names: ReadonlySet<FaultName>;
  /** Milliseconds by which the answer is late. */
  readonly latency: number;
  /** Positive numbers in place of log-probabilities. */
  readonly logits: boolean;
  /** Seconds for a Retry-After header beside 429 and 503. */
  readonly retryAfter: number | undefined;
}

/** Of these only one can happen to a request. */
const exclusive: readonly FaultName[] = ["hang", "429", "503", "cut"];

/**
 * Faults of a server, by a plan such as `latency=20,429=0.1,seed=7`. What happens to the n-th
 * request depends on the seed and n alone.
 */
export class Faults {
  readonly counts: Record<FaultName, number> = {
    "429": 0,
    "503": 0,
    cut: 0,
    short: 0,
    nan: 0,
    null: 0,
    shift: 0,
    hang: 0,
  };
  readonly #plan: ReadonlyMap<string, number>;
  #number = 0;

  /** @throws HindcastError USAGE when the plan is not valid */
  constructor(spec: string) {
    this.#plan = parse(spec);
  }

  /** What happens to the next request. */
  next(): Fault {
    this.#number++;
    const rolled = rated.filter((name) => this.#roll(name) < (this.#plan.get(name) ?? 0));
    const first = exclusive.find((name) => rolled.includes(name));
    const names = new Set(rolled.filter((name) => name === first || !exclusive.includes(name)));
    for (const name of names) this.counts[name]++;
    return {
      names,
      latency: this.#plan.get("latency") ?? 0,
      logits: this.#plan.get("logits") === 1,
      retryAfter: this.#plan.get("retry-after"),
    };
  }

  /** A number from 0 to below 1. */
  #roll(name: FaultName): number {
    const text = `${this.#plan.get("seed") ?? 0}/${name}/${this.#number}`;
    return createHash("sha256").update(text).digest().readUInt32BE(0) / 2 ** 32;
  }
}

function parse(spec: string): Map<string, number> {
  const plan = new Map<string, number>();
  for (const part of spec.split(",").filter((text) => text !== "")) {
    const [name = "", text = "", ...rest] = part.split("=");
    const value = Number(text);
    const fits =
      rest.length === 0 &&
      text.trim() !== "" &&
      Number.isFinite(value) &&
      value >= 0 &&
      allowed(name, value);
    if (!fits || plan.has(name)) {
      const known = `latency=MS, logits=1, seed=N, retry-after=SECONDS, and with a rate from 0 to 1: ${rated.join(", ")}`;
      throw new HindcastError("USAGE", `faults: "${part}" is not one; there are ${known}`);
    }
    plan.set(name, value);
  }
  return plan;
}

function allowed(name: string, value: number): boolean {
  if (name === "latency" || name === "retry-after" || name === "seed") return true;
  if (name === "logits") return value <= 1 && Number.isInteger(value);
  return (rated as readonly string[]).includes(name) && value <= 1;
}
