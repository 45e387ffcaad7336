import type { Logger } from "pino";
import { readSecrets } from "../../model-servers/index.ts";
import type { LogLevel } from "../../runtime/config/index.ts";
import { createLogger } from "../../runtime/logging/index.ts";
import { useColor, type CommandIo } from "./streams.ts";

/** A logger on stderr, for people on a terminal, without the secrets of the environment. */
export function createCommandLogger(
  io: CommandIo,
  options: {
    readonly level: LogLevel;
    /** Where lines go; stderr when absent. */
    readonly to?: { write(line: string): unknown };
  },
): Logger {
  return createLogger({
    level: options.level,
    secrets: readSecrets(io.env).all,
    to: options.to ?? io.stderr,
    pretty: io.stderr.isTTY === true,
    color: useColor(io.stderr, io.env),
  });
}
