import { inspect } from "node:util";
import { CommanderError } from "commander";
import { isHindcastError, printable } from "../../protocols/index.ts";
import { writeJson, type TextSink } from "../output/index.ts";
import { describeError } from "./describe.ts";
import { exitCodeOf } from "./exit.ts";

export interface ReportOptions {
  /** Write one JSON object on stdout instead of text on stderr. */
  readonly json?: boolean;
  /** Print the stacks of unknown errors and of what caused known ones. */
  readonly debug?: boolean;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** Takes secrets out of a text; see `redactor` of the log. */
  readonly redact?: (text: string) => string;
}

/** Reports an error to people or to a program. Returns the exit code. */
export async function reportError(error: unknown, options: ReportOptions): Promise<number> {
  const code = exitCodeOf(error);
  // Help and version come as errors from the parser and have been printed.
  if (error instanceof CommanderError && (code === 0 || error.code === "commander.help")) {
    return code;
  }
  const redact = options.redact ?? ((text) => text);
  const found = describeError(error);
  if (options.json === true) {
    const { sentence, why, todo } = found;
    const detail = redact(found.detail);
    await writeJson(options.stdout, {
      error: { code: found.code, class: found.class, sentence, detail, why, todo },
    });
  } else {
    // A detail may name files of a hostile repository.
    const detail = printable(redact(found.detail));
    options.stderr.write(
      `${found.code}: ${found.sentence}: ${detail}\nWhy: ${found.why}\nTo do: ${found.todo}\n`,
    );
  }
  if (options.debug === true) {
    const inner = isHindcastError(error) ? error.cause : error;
    if (inner !== undefined) options.stderr.write(`${redact(stackOf(inner))}\n`);
  }
  return code;
}

function stackOf(error: unknown): string {
  const text = inspect(error, { depth: 4 });
  return text
    .split("\n")
    .map((line) => printable(line))
    .join("\n");
}
