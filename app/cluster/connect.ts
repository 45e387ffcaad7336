import type { Logger } from "pino";
import { HindcastError } from "../../protocols/index.ts";
import { NatsBus } from "../../runtime/bus/nats/index.ts";
import { RunRegistry, type RunRecord } from "../../runtime/cluster/index.ts";
import { createLogger } from "../../runtime/logging/index.ts";
import { connectNats, type NatsLink, type NatsOptions } from "../../runtime/nats/index.ts";

/** How to reach a NATS server. */
export interface ClusterOptions {
  /** Servers, credentials and certificates. */
  readonly nats: NatsOptions;
  /** Receives what happens to the connection; nothing is logged when absent. */
  readonly logger?: Logger;
}

/** A run on a NATS server, opened for an operation. */
export interface OpenRun {
  readonly link: NatsLink;
  readonly registry: RunRegistry;
  readonly record: RunRecord;
  readonly bus: NatsBus;
  readonly logger: Logger;
}

/**
 * Connects to a NATS server, calls `use`, and disconnects.
 *
 * @throws HindcastError NATS_*, CONFIG_INVALID for a certificate or key that cannot be used
 */
export async function withLink<T>(
  options: ClusterOptions,
  use: (link: NatsLink, logger: Logger) => Promise<T>,
): Promise<T> {
  const logger = options.logger ?? createLogger({ level: "silent" });
  const link = await connectNats({ name: "hindcast", ...options.nats, logger });
  try {
    return await use(link, logger);
  } finally {
    await link.close();
  }
}

/** As {@link withLink}, with the run of this name. Throws RUN_MISSING too. */
export function withRun<T>(
  options: ClusterOptions & { readonly run: string },
  use: (open: OpenRun) => Promise<T>,
): Promise<T> {
  const { run } = options;
  return withLink(options, async (link, logger) => {
    const registry = await RunRegistry.open(link);
    const record = await registry?.get(run);
    if (!registry || !record) throw new HindcastError("RUN_MISSING", run);
    const bus = await NatsBus.open(link, { run });
    try {
      return await use({ link, registry, record, bus, logger });
    } finally {
      await bus.close();
    }
  });
}
