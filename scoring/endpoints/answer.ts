import { HindcastError } from "../../protocols/index.ts";
import type { ScoreItem } from "./client.ts";

/**
 * vLLM and its relatives write this or less where a log-probability is minus infinity, which JSON
 * cannot carry (`clamp_prompt_logprobs` and `_create_completion_logprobs` in vLLM's source).
 */
const FLOOR = -9999;
/** Rounding of a log-softmax; anything above is a logit. */
const CEILING = 1e-6;

/** Where in an answer; joined only when something is wrong there. */
type JsonPath = readonly (string | number)[];

/** An object of an answer, whose parts are checked one by one. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads one server's answers part by part. Answers hold hundreds of thousands of numbers, so the
 * checks are written by hand; each of them throws ENDPOINT_WRONG with the place and what was
 * there.
 */
export class AnswerReader {
  readonly #name: string;

  /** @param name of the endpoint, used in errors */
  constructor(name: string) {
    this.#name = name;
  }

  wrong(problem: string): HindcastError {
    return new HindcastError("ENDPOINT_WRONG", `${this.#name}: ${problem}`);
  }

  object(value: unknown, ...place: JsonPath): Fields {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as Fields;
    }
    throw this.wrong(`${place.join(".")} is ${shown(value)}, not an object`);
  }

  list(value: unknown, ...place: JsonPath): readonly unknown[] {
    if (Array.isArray(value)) return value;
    throw this.wrong(`${place.join(".")} is ${shown(value)}, not a list`);
  }

  /** A list of exactly this length. */
  listOf(length: number, value: unknown, ...place: JsonPath): readonly unknown[] {
    const list = this.list(value, ...place);
    if (list.length === length) return list;
    throw this.wrong(`${place.join(".")} has ${list.length} entries instead of ${length}`);
  }

  /** A log-probability in nats: at most 0, and minus infinity where the server wrote its floor. */
  logprob(value: unknown, ...place: JsonPath): number {
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw this.wrong(`${place.join(".")} is ${shown(value)}, not a log-probability`);
    }
    if (value <= FLOOR) return -Infinity;
    if (value <= 0) return value;
    if (value <= CEILING) return 0;
    const why = "a log-probability is at most 0, so this is a logit";
    throw this.wrong(`${place.join(".")} is ${value}: ${why}`);
  }

  /** Null, where a server has no number to give. */
  nothing(value: unknown, ...place: JsonPath): void {
    if (value === null) return;
    throw this.wrong(`${place.join(".")} is ${shown(value)}, not null: the list begins elsewhere`);
  }

  /** The id that a value must be about. */
  id(value: unknown, expected: number, ...place: JsonPath): void {
    if (value === expected) return;
    throw this.wrong(`${place.join(".")} is of token ${shown(value)} instead of ${expected}`);
  }

  /** A count that a server may leave out. */
  count(expected: number, value: unknown, ...place: JsonPath): void {
    if (value === undefined || value === null || value === expected) return;
    throw this.wrong(`${place.join(".")} is ${shown(value)} instead of ${expected}`);
  }

  /** The ids of a prompt, which must be those of the item. */
  promptIds(value: unknown, item: ScoreItem, ...place: JsonPath): void {
    const ids = this.listOf(lengthOf(item), value, ...place);
    const { context, target } = item;
    const start = context.ids.length;
    context.ids.forEach((id, at) => this.id(ids[at], id, ...place, at));
    target.ids.forEach((id, at) => this.id(ids[start + at], id, ...place, start + at));
  }
}

/** Ids of a whole item, context and target together. */
export function idsOf({ context, target }: ScoreItem): number[] {
  return [...context.ids, ...target.ids];
}

/** Tokens of context and target together. */
export function lengthOf({ context, target }: ScoreItem): number {
  return context.ids.length + target.ids.length;
}

function shown(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === null) return "null";
  if (value === undefined) return "missing";
  return typeof value === "string" ? "a text" : "an object";
}
