import type { Logger } from "pino";
import { HindcastError } from "../../protocols/index.ts";
import { NatsBus } from "../../runtime/bus/index.ts";
import { RunRegistry, type RunRecord } from "../../runtime/cluster/index.ts";
import { readSecrets } from "../../model-servers/index.ts";
import { createLogger } from "../../runtime/logging/index.ts";
import { type NatsLink, connectNats } from "../../runtime/nats/index.ts";
import { readNatsOptions, readRunName } from "./index.ts";
import { useColor, type CommandIo } from "../output/index.ts";

/** A run on a NATS server, opened for a command. */
export interface OpenRun {
  readonly link: NatsLink;
  readonly registry: RunRegistry;
  readonly record: RunRecord;
  readonly bus: NatsBus;
  readonly logger: Logger;
}

/**
 * Connects to the NATS server of a command line, does something, and lets go of everything.
 *
 * @throws HindcastError USAGE, NATS_*
 */
export async function withNats<T>(
  values: Readonly<Record<string, unknown>>,
  io: CommandIo,
  work: (link: NatsLink, logger: Logger) => Promise<T>,
): Promise<T> {
  const logger = createLogger({
    level: "warn",
    secrets: readSecrets(io.env).all,
    to: io.stderr,
    pretty: io.stderr.isTTY === true,
    color: useColor(io.stderr, io.env),
  });
  const link = await connectNats({ ...readNatsOptions(values, io), name: "hindcast", logger });
  try {
    return await work(link, logger);
  } finally {
    await link.close();
  }
}

/** As {@link withNats}, with the run that `--run` names. Throws RUN_MISSING too. */
export function withRun<T>(
  values: Readonly<Record<string, unknown>> & { readonly run?: string },
  io: CommandIo,
  work: (open: OpenRun) => Promise<T>,
): Promise<T> {
  if (values.run === undefined) throw new HindcastError("USAGE", "no --run ID is given");
  const run = readRunName(values.run);
  return withNats(values, io, async (link, logger) => {
    const registry = await RunRegistry.open(link);
    const record = await registry?.get(run);
    if (!registry || !record) throw new HindcastError("RUN_MISSING", run);
    const bus = await NatsBus.open(link, { run });
    try {
      return await work({ link, registry, record, bus, logger });
    } finally {
      await bus.close();
    }
  });
}
