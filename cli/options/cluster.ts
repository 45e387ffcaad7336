import type { ClusterOptions } from "../../app/cluster/index.ts";
import { HindcastError } from "../../protocols/index.ts";
import { type CommandIo } from "../output/index.ts";
import { createCommandLogger } from "../output/logger.ts";
import { readNatsOptions, readRunName } from "./read-nats.ts";

/** The NATS server of a command line, as the functions of `app/cluster` take it. */
export function readCluster(
  values: Readonly<Record<string, unknown>>,
  io: CommandIo,
): ClusterOptions {
  return { nats: readNatsOptions(values, io), logger: createCommandLogger(io, { level: "warn" }) };
}

/** The same with the run that `--run` names. Throws USAGE. */
export async function readClusterRun(
  values: Readonly<Record<string, unknown>>,
  io: CommandIo,
): Promise<ClusterOptions & { readonly run: string }> {
  const { run } = values;
  if (typeof run !== "string") throw new HindcastError("USAGE", "no --run ID is given");
  return { run: await readRunName(run), ...readCluster(values, io) };
}
