import path from "node:path";
import {
  FilterMessages,
  indexLog,
  indexMessages,
  inspectEvents,
  otlpTraces,
  sequenceDiagram,
  traceEvents,
  type MessageFilter,
} from "../../../app/log/index.ts";
import { version } from "../../../app/version.ts";
import { HindcastError } from "../../../protocols/index.ts";
import { readRange } from "../../options/index.ts";
import { writeJson, writeText, type CommandIo } from "../../output/index.ts";

/** What a log is written as. */
export const LOG_FORMATS = ["jsonl", "perfetto", "otlp", "mermaid", "stately"] as const;

interface Values extends Pick<MessageFilter, "session" | "role" | "kind" | "agent"> {
  readonly seq?: string;
  readonly agents?: readonly string[];
  readonly trust?: boolean;
}

/** Throws USAGE for a format that does not exist. */
export function readFormat(value: string | undefined): (typeof LOG_FORMATS)[number] {
  const found = LOG_FORMATS.find((format) => format === (value ?? "jsonl"));
  if (found !== undefined) return found;
  const known = LOG_FORMATS.join(", ");
  throw new HindcastError(
    "USAGE",
    `flag --format: found ${JSON.stringify(value)}, expected one of ${known}`,
  );
}

/** Writes the chosen messages of a log for a tool that people have. */
export async function exportAs(
  io: CommandIo,
  format: Exclude<(typeof LOG_FORMATS)[number], "jsonl">,
  log: string,
  { seq, agents = [], trust = false, ...values }: Values,
): Promise<void> {
  const { session, role, kind, agent } = values;
  const range = seq === undefined ? undefined : readRange("--seq", seq);
  const filter = new FilterMessages({ session, role, kind, agent, range });
  if (format === "stately") {
    const modules = agents.map((module) => path.resolve(io.cwd, module));
    const indexed = await indexLog({ log, modules, trust, env: io.env });
    const shown = indexed.messages.messages.filter((envelope) => filter.matches(envelope));
    filter.check();
    return writeJson(io.stdout, inspectEvents(indexed, shown));
  }
  const index = await indexMessages(log);
  const shown = index.messages.filter((envelope) => filter.matches(envelope));
  filter.check();
  if (format === "mermaid") return writeText(io.stdout, sequenceDiagram(shown));
  if (format === "otlp") return writeJson(io.stdout, otlpTraces(index, shown, version));
  const events = traceEvents(index, shown);
  return writeJson(io.stdout, { traceEvents: events, displayTimeUnit: "ms" });
}
