import { setMaxListeners } from "node:events";
import path from "node:path";
import {
  HindcastError,
  isHindcastError,
  type Draft,
  type RunSummary,
} from "../../protocols/index.ts";
import type { Bus } from "../../runtime/bus/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import type { ServiceDefinition, ServiceTools } from "../../runtime/define/index.ts";
import { writeWhole } from "../../runtime/files/index.ts";
import { AgentHost, ServiceHost } from "../../runtime/host/index.ts";
import { RunDriver } from "./driver.ts";
import { observed } from "./observed.ts";
import type { Roster } from "./roster.ts";
import { sessionSettings } from "./settings.ts";
import type { SessionPlan } from "./sessions.ts";
import { StallWatch } from "./stall.ts";

export interface Execution {
  readonly bus: Bus;
  readonly roster: Roster;
  readonly services: readonly ServiceDefinition[];
  readonly sessions: readonly SessionPlan[];
  readonly config: Config;
  /** Output directory of the run. */
  readonly directory: string;
  /** Sees every message that is published. */
  readonly watch: (draft: Draft) => void;
  readonly note: ServiceTools["note"];
  /** Aborted when somebody asks to stop; what is in hand is finished first. */
  readonly stop: AbortSignal;
  /** Forget and rebuild every agent behind each message, as tests of determinism do. */
  readonly alwaysReplay?: boolean;
}

/**
 * Runs sessions to their end on one bus and writes summary.json. Closes hosts and bus whatever
 * happens. Throws INTERRUPTED when it was asked to stop before every session had ended.
 */
export async function executeRun(execution: Execution): Promise<RunSummary> {
  const { roster, sessions, config, directory, stop } = execution;
  const started = performance.now();
  const bus = observed(execution.bus, execution.watch);
  const aborted = new AbortController();
  // Each request in hand listens to it.
  setMaxListeners(0, aborted.signal);
  const onError = (error: unknown): void => driver.stop(error);
  const agents = new AgentHost(bus, {
    definitions: roster.agents,
    behaviours: roster.behaviours,
    alwaysReplay: execution.alwaysReplay ?? false,
    onError,
  });
  const hosts = execution.services.map(
    (service) =>
      new ServiceHost(bus, service, { signal: aborted.signal, note: execution.note, onError }),
  );
  const driver = new RunDriver({
    bus,
    sessions,
    settings: sessionSettings(config),
    seed: config.seed,
    width: config.sessions,
    coders: config.coders,
    judge: config.judge,
    maxFailedFiles: config.max_failed_files,
    behaviour: roster.behaviours["main"] ?? "",
    onEnd: ({ session }) => {
      agents.release(session);
      bus.release(session);
    },
  });
  const stopDriver = (): void => driver.stop();
  stop.addEventListener("abort", stopDriver, { once: true });
  const stalls = new StallWatch({
    bus,
    definitions: roster.agents,
    messages: roster.messages,
    progress: () => agents.progress,
    onError,
  });
  try {
    for (const host of hosts) await host.start();
    await agents.start();
    await driver.start();
    if (stop.aborted) driver.stop();
    await driver.done;
    const summary = driver.summary(bus.run, performance.now() - started);
    await writeWhole(
      path.join(directory, "summary.json"),
      `${JSON.stringify(summary, undefined, 2)}\n`,
    );
    if (summary.sessions.length < sessions.length) {
      const left = sessions.length - summary.sessions.length;
      throw new HindcastError(
        "INTERRUPTED",
        `${left} of ${sessions.length} sessions have not ended`,
      );
    }
    return summary;
  } catch (error) {
    // Somebody who asked to stop waits for what is in hand; after a fault nobody should.
    if (!isHindcastError(error) || error.code !== "INTERRUPTED") aborted.abort();
    throw error;
  } finally {
    stop.removeEventListener("abort", stopDriver);
    stalls.close();
    await driver.close();
    await agents.close();
    await Promise.all(hosts.map((host) => host.close()));
    await bus.close();
  }
}
