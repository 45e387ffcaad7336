import { HindcastError, type Body, type Envelope } from "../../protocols/index.ts";
import type { Bus } from "../bus/index.ts";
import { Config } from "../config/index.ts";
import { checkFirstRecord } from "../replay/index.ts";

/** How a run was started. */
export interface Opening {
  readonly first: Envelope;
  readonly opened: Body<"run.opened">;
  readonly config: Config;
}

/** Reads how a run was started from its first record. Throws LOG_INVALID. */
export async function openingOfRun(bus: Bus): Promise<Opening> {
  for await (const first of bus.read()) {
    const opened = checkFirstRecord(first);
    const config = Config.safeParse(opened.configuration);
    if (config.success) return { first, opened, config: config.data };
    throw new HindcastError("LOG_INVALID", `${bus.run}: its configuration is of another version`);
  }
  throw new HindcastError("LOG_INVALID", `${bus.run} holds no message: it was not submitted whole`);
}
