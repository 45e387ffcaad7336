import type { HindcastError, Usage } from "../../protocols/index.ts";
import { addUsage } from "../usage/index.ts";

/** A request that has no answer, and what asking took all the same. */
export class FailedAsking extends Error {
  readonly error: HindcastError;
  readonly usage: Usage;

  constructor(error: HindcastError, usage: Usage) {
    super(error.message);
    this.name = "FailedAsking";
    this.error = error;
    this.usage = usage;
  }

  /** The same, with what was spent before. */
  after(spent: Usage): FailedAsking {
    return new FailedAsking(this.error, addUsage(spent, this.usage));
  }

  /** Whether another request may well be answered: the server is there and takes requests. */
  get ofThisTextAlone(): boolean {
    return this.error.code === "AUTHOR_DECLINED" || this.error.code === "AUTHOR_UNUSABLE";
  }
}
