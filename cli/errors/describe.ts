import { CommanderError } from "commander";
import {
  errorTable,
  HindcastError,
  isHindcastError,
  reasonOf,
  type ErrorClass,
} from "../../protocols/index.ts";

/** An error in the words that people and programs are shown. */
export interface ErrorDescription {
  /** A code of the error table, or BUG or SYSTEM for what has none. */
  readonly code: string;
  readonly class: ErrorClass;
  readonly sentence: string;
  readonly detail: string;
  readonly why: string;
  readonly todo: string;
}

const OUT_OF_MEMORY =
  /out of memory|allocation failed|cannot allocate memory|ERR_WORKER_(?:INIT_FAILED|OUT_OF_MEMORY)/i;

const OUT_OF_FILES = /\b(?:EMFILE|ENFILE)\b/;

/** Puts anything thrown into words, without its stack. */
export function describeError(error: unknown): ErrorDescription {
  if (isHindcastError(error)) {
    // The class is read from the table, since an error of another copy may lack the getter.
    return { ...errorTable[error.code], code: error.code, detail: error.detail };
  }
  if (error instanceof CommanderError) {
    const detail = error.message.replace(/^error: /, "").replaceAll("\n", " ");
    return describeError(new HindcastError("USAGE", detail));
  }
  if (error instanceof Error && error.name === "AbortError") {
    return describeError(new HindcastError("INTERRUPTED", "stopped before the end"));
  }
  if (error instanceof Error && OUT_OF_FILES.test(`${codeOf(error)} ${error.message}`)) {
    return {
      code: "SYSTEM",
      class: "fatal",
      sentence: "The operating system refused an operation",
      detail: `too many files are open: ${reasonOf(error)}`,
      why: "the limit of open files of this process (`ulimit -n`) or of the machine is too low",
      todo: "raise it, for example with `ulimit -n 4096`, or lower --sessions and --coders",
    };
  }
  if (error instanceof Error && "syscall" in error && "code" in error) {
    return {
      code: "SYSTEM",
      class: "fatal",
      sentence: "The operating system refused an operation",
      detail: error.message,
      why: "a permission is missing, the disk is full, or something is not there",
      todo: "look at what the message names, then run the command again",
    };
  }
  if (error instanceof Error && OUT_OF_MEMORY.test(`${codeOf(error)} ${error.message}`)) {
    return {
      code: "SYSTEM",
      class: "fatal",
      sentence: "The operating system refused an operation",
      detail: `there is no memory left: ${reasonOf(error)}`,
      why: "a limit of the process, as of `ulimit -v`, or of the machine is reached",
      todo: "raise the limit, or set graph_options.threads to 0",
    };
  }
  return {
    code: "BUG",
    class: "fatal",
    sentence: "Something happened that Hindcast does not expect",
    detail: error instanceof Error ? `${error.name}: ${reasonOf(error)}` : reasonOf(error),
    why: "this is a fault of Hindcast or of an agent module, not yours",
    todo: "run the command again with --log-level debug, which prints the stack, and report it",
  };
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}
