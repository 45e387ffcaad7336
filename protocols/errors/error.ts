import { errorTable, type ErrorClass, type ErrorCode } from "./table/index.ts";

/** An error as it travels in messages and files: no stack, since a stack differs on replay. */
export interface ErrorRecord {
  code: ErrorCode;
  class: ErrorClass;
  reason: string;
}

/** Characters of a reason that travel in a message. */
const REASON_LIMIT = 4000;

/**
 * An error with a code of the table. `detail` says what and where in this case; the message adds
 * the table's sentence, the usual cause and what to do.
 */
export class HindcastError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  /** Milliseconds that a server asked to wait before a retry, when it did. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    detail: string,
    options: { cause?: unknown; retryAfter?: number } = {},
  ) {
    const entry = errorTable[code];
    super(
      `${code}: ${entry.sentence}: ${detail}. Usually ${entry.why}. To do: ${entry.todo}.`,
      options.cause === undefined ? {} : { cause: options.cause },
    );
    this.name = "HindcastError";
    this.code = code;
    this.detail = detail;
    this.retryAfter = options.retryAfter;
  }

  /** What the caller should do about it. */
  get class(): ErrorClass {
    return errorTable[this.code].class;
  }

  /** The form that crosses a wire: its reason is cut, since a message has a limit. */
  toRecord(): ErrorRecord {
    const { code, detail } = this;
    const cut = detail.length > REASON_LIMIT ? `${detail.slice(0, REASON_LIMIT)}...` : detail;
    return { code, class: this.class, reason: cut.toWellFormed() };
  }
}

/** Narrows to our errors across copies of the module, which `instanceof` does not. */
export function isHindcastError(error: unknown): error is HindcastError {
  return (
    error instanceof Error &&
    error.name === "HindcastError" &&
    "code" in error &&
    typeof error.code === "string" &&
    error.code in errorTable
  );
}

/** A one-line description of anything thrown, without its stack. */
export function reasonOf(error: unknown): string {
  if (isHindcastError(error)) return error.detail;
  return error instanceof Error ? error.message : String(error);
}
