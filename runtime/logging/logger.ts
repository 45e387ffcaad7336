import { pino, type Logger } from "pino";
import { redactor, type Secret } from "../../model-servers/index.ts";
import type { LogLevel } from "../config/index.ts";
import { jsonLine, openDestination, prettyLine, type LogDestination } from "./destination.ts";
import { toPlain } from "./plain.ts";

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Never written, in whatever form. */
  readonly secrets?: readonly Secret[];
  /** Where lines go: a sink, the path of a file to append to, or stderr when absent. */
  readonly to?: LogDestination | string;
  /** Lines for people instead of JSON; for a terminal. */
  readonly pretty?: boolean;
  readonly color?: boolean;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** What a line is about. */
export interface LogContext {
  readonly run?: string;
  readonly session?: string;
  /** Address of the actor. */
  readonly actor?: string;
  /** Position in the log of the message being handled. */
  readonly seq?: number;
}

/**
 * A logger that writes synchronously and redacts secrets: fields are redacted by name and by value
 * at any depth, and the finished line once more. Errors appear by code and message, with stacks
 * only at level debug or trace.
 */
export function createLogger(options: LoggerOptions): Logger {
  const { level, now = Date.now } = options;
  const redact = redactor(options.secrets ?? []);
  const stacks = level === "debug" || level === "trace";
  const clean = (fields: object) => toPlain(fields, { redact, stacks }) as Record<string, unknown>;
  const target =
    typeof options.to === "object" ? options.to : openDestination(options.to ?? undefined);
  const format = options.pretty === true ? prettyLine(options.color === true) : jsonLine;

  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: {
        level: (label) => ({ level: label }),
        bindings: clean,
        log: clean,
      },
      // The fields are plain by then; the standard serialiser would take them for errors.
      serializers: { err: (value: unknown) => value },
    },
    {
      write(line: string) {
        // Messages and their arguments reach no formatter, so the record is read once more.
        target.write(format(clean(JSON.parse(line) as object)));
      },
    },
  );
}

/** A logger whose lines all say what they are about. */
export function childLogger(logger: Logger, context: LogContext): Logger {
  return logger.child({ ...context });
}
