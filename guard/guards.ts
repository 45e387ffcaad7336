import { LRUCache } from "lru-cache";
import { hashOf, type Exposure, type Leak, type LeakAudit } from "../protocols/index.ts";
import { auditThoughts } from "./audit.ts";
import { LeakGuard } from "./leak.ts";
import { NameBudget } from "./names.ts";

/** A part of a variant with its text at hand. */
interface Part {
  readonly role: "context" | "thought";
  readonly text: string;
}

/** Why a variant is not scored. */
export type Refusal =
  | { readonly outcome: "leak"; readonly leak: Leak }
  | { readonly outcome: "exposed"; readonly exposure: Exposure };

/** What guards are made from. */
interface Guarded {
  readonly target: string;
  /** Texts that thoughts may repeat freely. */
  readonly context: readonly string[];
  /** Share of the target's own names that thoughts may give away. */
  readonly names: number;
}

/** The checks that thoughts must pass before they are scored on one target. */
class Guards {
  readonly #target: string;
  readonly #leaks: LeakGuard;
  readonly #names: NameBudget;

  constructor({ target, context, names }: Guarded) {
    this.#target = target;
    this.#leaks = new LeakGuard(target, context);
    this.#names = new NameBudget(target, context, names);
  }

  /** Why a variant must not be scored, or undefined. */
  refuse(segments: readonly Part[]): Refusal | undefined {
    const leak = this.#leaks.check(segments);
    if (leak) return { outcome: "leak", leak };
    const exposure = this.#names.check(segments);
    return exposure && { outcome: "exposed", exposure };
  }

  /** How much of the target the thoughts of a variant hold. */
  audit(segments: readonly Part[]): LeakAudit {
    const thoughts = segments.filter(({ role }) => role === "thought").map(({ text }) => text);
    return auditThoughts(this.#target, thoughts, this.#names);
  }
}

/** Files at work at the same time whose guards are kept. */
const KEPT = 64;

/**
 * The guards of the targets that are asked about, the last ones kept: a search asks about one
 * target again and again, and reading its contexts takes longer than checking a thought.
 */
export class KeptGuards {
  readonly #kept = new LRUCache<string, Guards>({ max: KEPT });

  /**
   * @param variants whose contexts together are what may be repeated freely
   * @param names share of the target's own names that thoughts may give away; any when absent
   */
  open(target: string, variants: readonly (readonly Part[])[], names: number = 1): Guards {
    const parts = variants.flatMap((segments) => segments.filter(({ role }) => role === "context"));
    const guarded = { target, context: [...new Set(parts.map(({ text }) => text))], names };
    const key = hashOf(guarded);
    const guards = this.#kept.get(key) ?? new Guards(guarded);
    this.#kept.set(key, guards);
    return guards;
  }
}
