import { printable, printableJson } from "../../protocols/index.ts";
import { pino } from "pino";
import type * as PinoPretty from "pino-pretty";
import { createRequire } from "node:module";

/** Where lines of the log go; it returns when the line has been handed over. */
export interface LogDestination {
  write(line: string): unknown;
}

/**
 * A file, or stderr when no path is given, written without buffer or thread: what was logged
 * before `process.exit` or a crash is there, and nothing outlives the process.
 */
export function openDestination(path: string | undefined): LogDestination {
  const options = path === undefined ? { dest: 2 } : { dest: path, mkdir: true, mode: 0o600 };
  const stream = pino.destination({ ...options, sync: true });
  // A reader of stderr that went away, or a full disk, must not end the run.
  stream.on("error", () => {});
  return stream;
}

/** Lines as JSON, one record each, in which nothing moves a terminal's cursor. */
export function jsonLine(record: unknown): string {
  return `${printableJson(record)}\n`;
}

/** Makes lines for people. */
export function prettyLine(color: boolean): (record: object) => string {
  // Loaded for a terminal alone, and at once: a logger is created without waiting.
  const { prettyFactory } = createRequire(import.meta.url)("pino-pretty") as typeof PinoPretty;
  const format = prettyFactory({
    colorize: color,
    colorizeObjects: color,
    translateTime: false,
    ignore: "pid,hostname",
    singleLine: true,
  });
  return (record) => format(escaped(record, ""));
}

/** Stacks keep their lines; in all other texts line ends come from repositories or servers. */
function escaped(value: unknown, name: string): unknown {
  if (typeof value === "string") {
    return name === "stack" ? value.split("\n").map(printable).join("\n") : printable(value);
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => escaped(item, name));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [printable(key), escaped(item, key)]),
  );
}
