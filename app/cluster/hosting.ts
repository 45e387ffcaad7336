import { setMaxListeners } from "node:events";
import path from "node:path";
import type { Logger } from "pino";
import { storeAsBlob } from "../../agents/recorder/index.ts";
import type { SourceRules } from "../../graph/index.ts";
import { withoutCaches } from "../trust/index.ts";
import type { NatsBus } from "../../runtime/bus/nats/index.ts";
import { readOpening, type Opening } from "../../runtime/replay/index.ts";
import type { PoolReport } from "../../scoring/pool/index.ts";
import {
  Meter,
  type EndpointShare,
  type RunHost,
  type JoinRequest,
  type WorkerShare,
} from "../../runtime/cluster/index.ts";
import type {
  AgentDefinition,
  ServiceDefinition,
  ServiceTools,
} from "../../runtime/define/index.ts";
import { AgentHost, ServiceHost, cellOptionsOf } from "../../runtime/host/index.ts";
import {
  configured,
  createServices,
  sessionSettings,
  type ActorRegistry,
} from "../actors/index.ts";
import { StallWatch, firstWeights, observedBus } from "../run/index.ts";

/** What a worker brings to every run that it joins. */
interface Capabilities {
  readonly actors: ActorRegistry;
  /** Roles to take on where it can. */
  readonly roles: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where repositories may come from that messages name. */
  readonly rules: SourceRules;
  readonly logger: Logger;
}

type HostingOptions = JoinRequest & Capabilities;

/** One worker's part in one run: its agents and services, until the run ends. */
export class RunHosting implements RunHost {
  readonly meter = new Meter();
  /** Roles that this worker cannot take on, with the reason. */
  readonly leftOut: Readonly<Record<string, string>>;
  readonly #bus: NatsBus;
  readonly #agents: AgentHost;
  readonly #services: readonly ServiceHost[];
  readonly #stalls: StallWatch;
  readonly #stopListening: () => void;
  /** What reads the state of each pool of scoring servers, by role. */
  readonly #pools: ReadonlyMap<string, () => PoolReport>;

  private constructor(
    options: HostingOptions,
    opening: Opening,
    parts: {
      agents: readonly AgentDefinition[];
      services: readonly ServiceDefinition[];
      pools: ReadonlyMap<string, () => PoolReport>;
    },
    leftOut: Readonly<Record<string, string>>,
  ) {
    const { record, logger, onError } = options;
    const { lease } = record;
    this.leftOut = leftOut;
    this.#pools = parts.pools;
    // A worker that drains waits for its requests; one that does not ends the process.
    const { signal } = new AbortController();
    // Each request in flight adds a listener.
    setMaxListeners(0, signal);
    const note: ServiceTools["note"] = (level, message, fields) =>
      logger[level](fields ?? {}, message);
    this.#bus = options.bus;
    const bus = observedBus(options.bus, (draft) => this.meter.watch(draft));
    this.#agents = new AgentHost(bus, {
      definitions: parts.agents,
      behaviours: opening.opened.behaviours,
      ...cellOptionsOf(opening.opened),
      lease,
      onManyMessages: (agent, messages) =>
        note("warn", "an agent has used half of its messages", { agent, messages }),
      onError,
    });
    this.#services = parts.services.map(
      (service) =>
        new ServiceHost(bus, service, {
          signal,
          note,
          lease,
          onError,
        }),
    );
    const { agents: definitions, messages } = options.actors;
    this.#stalls = new StallWatch({
      bus,
      definitions,
      messages,
      after: opening.config.stall_ms,
      progress: () => this.#agents.progress,
      note,
      onError,
    });
    this.#stopListening = options.bus.onSessionEnd(({ session }) => this.#agents.release(session));
  }

  /**
   * Joins a run with the roles that this worker can take on in it. Throws LOG_INVALID, and
   * whatever keeps a service from starting.
   */
  static async start(options: HostingOptions): Promise<RunHosting> {
    const { roles, logger } = options;
    const opening = await readOpening(options.bus.read(), options.bus.run);
    const actors = configured(options.actors, opening.config);
    const wanted = (role: string): boolean => roles.includes(role);
    const { playable, leftOut } = playableRoles(actors, opening);
    for (const [role, reason] of Object.entries(leftOut)) {
      if (wanted(role)) logger.warn({ run: options.record.run, role, reason }, "role left out");
    }
    const agents = actors.agents.filter(({ role }) => wanted(role) && playable(role));
    const pools = new Map<string, () => PoolReport>();
    const models = (["scorer", "judge"] as const).filter(
      (role) => wanted(role) && playable(role) && (role === "scorer" || opening.config.judge),
    );
    const services = createServices(actors, {
      expected: models.length === 0 ? {} : await firstWeights(options.bus.read(), models),
      // A run names places of the machine that submitted it; this one has its own caches.
      config: withoutCaches(opening.config),
      rules: options.rules,
      keep: storeAsBlob(),
      env: options.env,
      logger,
      onPool: (pool) => pools.set("scorer", () => pool.state()),
      roles: (role) => wanted(role) && playable(role),
    });
    const hosting = new RunHosting(options, opening, { agents, services, pools }, leftOut);
    try {
      for (const service of hosting.#services) await service.start();
      await hosting.#agents.start();
      return hosting;
    } catch (error) {
      await hosting.close();
      throw error;
    }
  }

  /** This worker's share of the run, as `hindcast status` shows it. */
  share(): WorkerShare {
    const { steps, agentsByRole } = this.#agents;
    const rates = this.meter.rates(steps);
    return {
      agents: agentsByRole,
      requests: Object.fromEntries(this.#services.map(({ role, inFlight }) => [role, inFlight])),
      steps,
      tokens: this.meter.tokens,
      steps_per_second: rates.steps,
      tokens_per_second: rates.tokens,
      left_out: { ...this.leftOut },
      ...(this.#pools.size === 0 ? {} : { endpoints: endpointsOf(this.#pools) }),
    };
  }

  /** Takes no new request, finishes those in flight, and releases its agents. */
  async close(): Promise<void> {
    this.#stopListening();
    this.#stalls.close();
    await Promise.all([this.#agents.close(), ...this.#services.map((service) => service.close())]);
    await this.#bus.close();
  }
}

/** The servers of all pools, as other machines may see them. */
function endpointsOf(pools: ReadonlyMap<string, () => PoolReport>): EndpointShare[] {
  return [...pools].flatMap(([role, state]) =>
    state().endpoints.map(({ in_flight: held, waiting, limit: _limit, ...report }) => {
      const { context_length: _length, errors, ...facts } = report;
      return {
        ...facts,
        role,
        in_flight: held.items,
        waiting: waiting.items,
        errors: { ...errors },
      };
    }),
  );
}

/** A role needs the very behaviour that the run was opened with. */
function playableRoles(
  actors: ActorRegistry,
  { opened, config }: Opening,
): { playable: (role: string) => boolean; leftOut: Record<string, string> } {
  const leftOut: Record<string, string> = {};
  for (const [role, behaviour] of Object.entries(opened.behaviours)) {
    const own = actors.behaviours[role];
    if (own === undefined) leftOut[role] = "its module is not loaded here";
    else if (own !== behaviour) leftOut[role] = `the run has ${behaviour}, loaded is ${own}`;
  }
  for (const role of Object.keys(actors.behaviours)) {
    if (opened.behaviours[role] === undefined) {
      leftOut[role] = "the run was submitted without the module that is loaded here";
    }
  }
  const { prompts } = config;
  const isNamed = prompts !== undefined && !path.isAbsolute(prompts);
  if (isNamed && !Object.hasOwn(actors.prompts, prompts)) {
    leftOut["author"] = `the run has the prompts ${prompts}, whose module is not loaded here`;
  } else if (opened.behaviours["author"] === undefined) {
    const { author } = sessionSettings(config, actors);
    if (author !== opened.settings.author) {
      leftOut["author"] = `the run has ${opened.settings.author}, here it would be ${author}`;
    }
  }
  return { playable: (role) => leftOut[role] === undefined, leftOut };
}
