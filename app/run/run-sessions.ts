import { setMaxListeners } from "node:events";
import path from "node:path";
import {
  HindcastError,
  isHindcastError,
  type Body,
  type Draft,
  type RunSummary,
} from "../../protocols/index.ts";
import type { Bus } from "../../runtime/bus/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import type { ServiceDefinition, ServiceTools } from "../../runtime/define/index.ts";
import { writeAtomically } from "../../runtime/files/index.ts";
import {
  AgentHost,
  ServiceHost,
  cellOptionsOf,
  type CellOptions,
} from "../../runtime/host/index.ts";
import { sessionSettings, type ActorRegistry } from "../actors/index.ts";
import { observedBus } from "./observed-bus.ts";
import { SessionScheduler } from "./scheduler.ts";
import type { SessionPlan } from "../input/index.ts";
import { StallWatch } from "./stall.ts";

/** Milliseconds that requests in flight have after an interrupt; an answer often costs money. */
const GRACE = 1000;

/** Role to hash of its behaviour, for a run that was started before. */
export interface RunBehaviours {
  /** As the first record has them: what spawns name. */
  readonly opened: Readonly<Record<string, string>>;
  /** As they are now. */
  readonly accepted: Readonly<Record<string, string>>;
}

export interface RunSessionsOptions {
  readonly bus: Bus;
  readonly actors: ActorRegistry;
  readonly services: readonly ServiceDefinition[];
  readonly sessions: readonly SessionPlan[];
  readonly config: Config;
  /** Output directory of the run. */
  readonly directory: string;
  /** Whether the summary is written through to the disk. */
  readonly durable?: boolean;
  /** Roles that agents may ask; those of the log's first record when absent. */
  readonly roles?: readonly string[] | undefined;
  /** Behaviours of a run that was started before; those of `actors` when absent. */
  readonly behaviours?: RunBehaviours;
  /** Called with every message that is published. */
  readonly observe: (draft: Draft) => void;
  readonly note: ServiceTools["note"];
  /** Stops the run when it is aborted; requests in flight have a second to be answered. */
  readonly signal: AbortSignal;
  /** Rebuild every agent from its messages after each message, as tests of determinism do. */
  readonly alwaysReplay?: boolean;
}

/**
 * Runs sessions to their end on one bus and writes summary.json. Closes the hosts and the bus in
 * every case.
 *
 * @throws HindcastError INTERRUPTED when it was stopped before every session had ended
 */
export async function runSessions(options: RunSessionsOptions): Promise<RunSummary> {
  const { actors, sessions, config, directory, signal } = options;
  const own = { opened: actors.behaviours, accepted: actors.behaviours };
  const { behaviours = own } = options;
  const started = performance.now();
  const bus = observedBus(options.bus, options.observe);
  const aborted = new AbortController();
  // Each request in flight adds a listener.
  setMaxListeners(0, aborted.signal);
  const onError = (error: unknown): void => scheduler.stop(error);
  const agents = new AgentHost(bus, {
    definitions: actors.agents,
    behaviours: behaviours.opened,
    accepted: behaviours.accepted,
    ...(await recordedOptions(bus)),
    ...(options.roles && { roles: new Set(options.roles) }),
    onManyMessages: (agent, count) =>
      options.note("warn", "an agent has used half of its messages", {
        agent,
        messages: count,
        limit: config.max_messages,
      }),
    alwaysReplay: options.alwaysReplay ?? false,
    onError,
  });
  const services = options.services.map(
    (service) =>
      new ServiceHost(bus, service, { signal: aborted.signal, note: options.note, onError }),
  );
  const scheduler = new SessionScheduler({
    bus,
    sessions,
    settings: sessionSettings(config, actors),
    seed: config.seed,
    width: config.sessions,
    coders: config.coders,
    judge: config.judge,
    maxFailedFiles: config.max_failed_files,
    behaviour: behaviours.opened["main"] ?? "",
    onEnd: ({ session }) => {
      agents.release(session);
      bus.release(session);
    },
  });
  let grace: NodeJS.Timeout | undefined;
  const stop = (): void => {
    scheduler.stop();
    grace = setTimeout(() => aborted.abort(), GRACE);
  };
  signal.addEventListener("abort", stop, { once: true });
  const stalls = new StallWatch({
    bus,
    definitions: actors.agents,
    messages: actors.messages,
    after: config.stall_ms,
    progress: () => agents.progress,
    note: options.note,
    onError,
  });
  try {
    for (const service of services) await service.start();
    await agents.start();
    await scheduler.start();
    if (signal.aborted) stop();
    await scheduler.done;
    const summary = scheduler.summary(bus.run, performance.now() - started);
    await writeAtomically(
      path.join(directory, "summary.json"),
      `${JSON.stringify(summary, undefined, 2)}\n`,
      { durable: options.durable ?? false },
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
    // After an interrupt the requests in flight have some time; after a fault they are abandoned.
    if (!isHindcastError(error) || error.code !== "INTERRUPTED") aborted.abort();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
    stalls.close();
    await scheduler.close();
    await agents.close();
    await Promise.all(services.map((service) => service.close()));
    clearTimeout(grace);
    await bus.close();
  }
}

/** How agents work, by the first record of a run. */
async function recordedOptions(bus: Bus): Promise<CellOptions> {
  for await (const { kind, body } of bus.read()) {
    return kind === "run.opened" ? cellOptionsOf(body as Body<"run.opened">) : {};
  }
  return {};
}
