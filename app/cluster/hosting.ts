import { setMaxListeners } from "node:events";
import type { Logger } from "pino";
import { keepAsBlob } from "../../agents/recorder/index.ts";
import type { NatsBus } from "../../runtime/bus/index.ts";
import {
  Meter,
  openingOfRun,
  type RunHost,
  type JoinRequest,
  type Opening,
  type WorkerShare,
} from "../../runtime/cluster/index.ts";
import type { AgentDefinition, ServiceDefinition } from "../../runtime/define/index.ts";
import { AgentHost, ServiceHost } from "../../runtime/host/index.ts";
import { observed } from "../run/observed.ts";
import type { Roster } from "../run/roster.ts";
import { createServices } from "../run/services.ts";
import { sessionSettings } from "../run/settings.ts";
import { StallWatch } from "../run/stall.ts";

/** What a worker brings to every run that it joins. */
export interface Player {
  readonly roster: Roster;
  /** Roles to play where it can. */
  readonly roles: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logger: Logger;
}

type HostingOptions = JoinRequest & Player;

/** One worker's part in one run: its agents and services, while the run goes on. */
export class RunHosting implements RunHost {
  readonly meter = new Meter();
  /** Roles that this worker cannot play, with the reason. */
  readonly leftOut: Readonly<Record<string, string>>;
  readonly #bus: NatsBus;
  readonly #agents: AgentHost;
  readonly #services: readonly ServiceHost[];
  readonly #stalls: StallWatch;
  readonly #stopListening: () => void;

  private constructor(
    options: HostingOptions,
    opening: Opening,
    parts: { agents: readonly AgentDefinition[]; services: readonly ServiceDefinition[] },
    leftOut: Readonly<Record<string, string>>,
  ) {
    const { record, logger, onError } = options;
    const { lease } = record;
    this.leftOut = leftOut;
    // Whoever drains waits for what is in hand, and whoever does not ends the process.
    const { signal } = new AbortController();
    // Each request in hand listens to it.
    setMaxListeners(0, signal);
    this.#bus = options.bus;
    const bus = observed(options.bus, (draft) => this.meter.watch(draft));
    this.#agents = new AgentHost(bus, {
      definitions: parts.agents,
      behaviours: opening.opened.behaviours,
      lease,
      onError,
    });
    this.#services = parts.services.map(
      (service) =>
        new ServiceHost(bus, service, {
          signal,
          note: (level, message, fields) => logger[level](fields ?? {}, message),
          lease,
          onError,
        }),
    );
    const { agents: definitions, messages } = options.roster;
    const progress = () => this.#agents.progress;
    this.#stalls = new StallWatch({ bus, definitions, messages, progress, onError });
    this.#stopListening = options.bus.onSessionEnd(({ session }) => this.#agents.release(session));
  }

  /**
   * Joins a run with the roles that this worker can play in it. Throws LOG_INVALID, and whatever
   * keeps a service from starting.
   */
  static async start(options: HostingOptions): Promise<RunHosting> {
    const { roster, roles, logger } = options;
    const opening = await openingOfRun(options.bus);
    const wanted = (role: string): boolean => roles.includes(role);
    const { playable, leftOut } = playableRoles(roster, opening);
    for (const [role, reason] of Object.entries(leftOut)) {
      if (wanted(role)) logger.warn({ run: options.record.run, role, reason }, "role left out");
    }
    const agents = roster.agents.filter(({ role }) => wanted(role) && playable(role));
    const services = createServices(roster, {
      config: opening.config,
      keep: keepAsBlob(),
      env: options.env,
      logger,
      roles: (role) => wanted(role) && playable(role),
    });
    const hosting = new RunHosting(options, opening, { agents, services }, leftOut);
    try {
      for (const service of hosting.#services) await service.start();
      await hosting.#agents.start();
      return hosting;
    } catch (error) {
      await hosting.close();
      throw error;
    }
  }

  /** What others should know of this worker's part. */
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
    };
  }

  /** Takes nothing more, finishes the requests in hand, and hands its agents over. */
  async close(): Promise<void> {
    this.#stopListening();
    this.#stalls.close();
    await Promise.all([this.#agents.close(), ...this.#services.map((service) => service.close())]);
    await this.#bus.close();
  }
}

/** A role is played by the very behaviour that the run was opened with, or not at all. */
function playableRoles(
  roster: Roster,
  { opened, config }: Opening,
): { playable: (role: string) => boolean; leftOut: Record<string, string> } {
  const leftOut: Record<string, string> = {};
  for (const [role, behaviour] of Object.entries(opened.behaviours)) {
    const own = roster.behaviours[role];
    if (own === undefined) leftOut[role] = "its module is not loaded here";
    else if (own !== behaviour) leftOut[role] = `the run has ${behaviour}, loaded is ${own}`;
  }
  for (const role of Object.keys(roster.behaviours)) {
    if (opened.behaviours[role] === undefined) {
      leftOut[role] = "the run was submitted without the module that is loaded here";
    }
  }
  const { author } = sessionSettings(config);
  if (author !== opened.settings.author && opened.behaviours["author"] === undefined) {
    leftOut["author"] = `the run has ${opened.settings.author}, here it would be ${author}`;
  }
  return { playable: (role) => leftOut[role] === undefined, leftOut };
}
