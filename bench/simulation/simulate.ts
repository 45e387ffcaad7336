import { recordedBlob } from "../../agents/recorder/index.ts";
import type { ActorRegistry } from "../../app/actors/index.ts";
import { openingMessage, runOpened, startMessage } from "../../app/run/index.ts";
import type { SessionPlan } from "../../app/input/index.ts";
import { countOf, requestOfReply, type Body } from "../../protocols/index.ts";
import type { Bus } from "../../runtime/bus/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import type { ServiceDefinition } from "../../runtime/define/index.ts";
import { AgentHost, ServiceHost, cellOptionsOf } from "../../runtime/host/index.ts";
import { LogFold } from "../../runtime/replay/index.ts";
import { SimulatedBus } from "./bus.ts";
import type { Extent, Fault } from "./faults.ts";
import { LEASE, SimulatedServer } from "./server.ts";
import type { KnownAnswers } from "./services.ts";
import { VirtualTime } from "./virtual-time.ts";

/** Processes that play every role. */
const WORKERS = 3;

/** Milliseconds of virtual time after which a run that has not ended never will. */
const LIMIT = 200_000;

/** What is simulated. */
export interface World {
  readonly actors: ActorRegistry;
  readonly config: Config;
  readonly services: readonly ServiceDefinition[];
  readonly sessions: readonly SessionPlan[];
  readonly answers: KnownAnswers;
  /** What stands in for the server and the connections; tests plant faults in them. */
  readonly parts?: {
    readonly Server?: typeof SimulatedServer;
    readonly Bus?: typeof SimulatedBus;
    /** Changes what the hosts of a worker see of their bus. */
    readonly seen?: (bus: SimulatedBus) => Bus;
  };
}

/** What became of one run. */
export interface Simulated {
  readonly violations: readonly string[];
  /** Bytes of each session's trajectory, as text. */
  readonly trajectories: Readonly<Record<string, string>>;
  readonly extent: Extent;
  readonly messages: number;
}

/** Runs all sessions of a world in virtual time, with faults, and checks what a run promises. */
export async function simulate(
  world: World,
  seed: number,
  faults: readonly Fault[],
): Promise<Simulated> {
  const { actors, config, sessions, parts = {} } = world;
  const { Server = SimulatedServer } = parts;
  const time = new VirtualTime();
  const server = new Server(time, seed, faults);
  const opened = runOpened(config, actors, sessions);
  const run = "simulation";
  server.append(openingMessage(run, opened));
  const workers = new Workers(world, server, opened, faults);
  workers.begin();
  const behaviour = opened.behaviours["main"] ?? "";
  const about = { settings: opened.settings, seed: config.seed, coders: config.coders, behaviour };
  for (const [index, plan] of sessions.entries()) {
    server.append(startMessage(run, plan, index + 1, about));
  }
  const isOver = (): boolean => server.ended.size === sessions.length;
  await time.run(isOver, LIMIT);
  const { now } = time;
  await workers.end();
  const trajectories = trajectoriesIn(server);
  return {
    violations: [
      ...workers.errors.map((error) => `a host stopped: ${String(error)}`),
      ...server.violations,
      ...broken(server, world),
    ],
    trajectories,
    extent: {
      duration: Math.ceil(now),
      deliveries: server.deliveries,
      requests: workers.requests,
      workers: WORKERS,
    },
    messages: server.log.length,
  };
}

interface Life {
  readonly bus: SimulatedBus;
  readonly hosts: readonly (AgentHost | ServiceHost)[];
  readonly abort: AbortController;
}

/** The workers of a run, each with its lives one after the other. */
class Workers {
  readonly errors: unknown[] = [];
  requests = 0;
  readonly #world: World;
  readonly #server: SimulatedServer;
  readonly #opened: Body<"run.opened">;
  readonly #faults: readonly Fault[];
  readonly #lives: Life[] = [];
  readonly #current = new Map<number, Life>();

  constructor(
    world: World,
    server: SimulatedServer,
    opened: Body<"run.opened">,
    faults: readonly Fault[],
  ) {
    this.#world = world;
    this.#server = server;
    this.#opened = opened;
    this.#faults = faults;
  }

  begin(): void {
    for (let worker = 0; worker < WORKERS; worker += 1) this.#start(worker);
    for (const fault of this.#faults) {
      if (fault.kind === "crash") {
        this.#server.time.after(fault.at, () => this.#crash(fault.worker, fault.restart));
      } else if (fault.kind === "freeze") {
        this.#server.time.after(fault.at, () => this.#freeze(fault.worker, fault.for));
      }
    }
  }

  /** Lets go of all that the hosts of dead and living workers hold. */
  async end(): Promise<void> {
    for (const { bus, abort } of this.#lives) {
      abort.abort();
      bus.bury();
    }
    for (const { hosts } of this.#lives) {
      for (const host of hosts) await host.close();
    }
  }

  #start(worker: number): void {
    const { parts = {}, actors, services, answers } = this.#world;
    const { Bus: Connection = SimulatedBus, seen = (own: SimulatedBus) => own } = parts;
    const bus = new Connection(this.#server, `worker-${worker}-${this.#lives.length}`);
    const abort = new AbortController();
    const onError = (error: unknown): void => {
      if (!bus.gone) this.errors.push(error);
    };
    const shown = seen(bus);
    const agents = new AgentHost(shown, {
      definitions: actors.agents,
      behaviours: this.#opened.behaviours,
      ...cellOptionsOf(this.#opened),
      onError,
    });
    const hosts = services.map((service) => {
      const hosted = answers.hosted(service, bus, () => this.#nextFails());
      return new ServiceHost(shown, hosted, {
        signal: abort.signal,
        note: () => {},
        onError,
        backoff: 10,
      });
    });
    const life = { bus, hosts: [agents, ...hosts], abort };
    this.#lives.push(life);
    this.#current.set(worker, life);
    for (const host of life.hosts) host.start().catch(onError);
  }

  #nextFails(): boolean {
    const request = this.requests;
    this.requests += 1;
    return this.#faults.some((fault) => fault.kind === "error" && fault.request === request);
  }

  #crash(worker: number, restart: number): void {
    const life = this.#current.get(worker);
    if (!life || life.bus.gone) return;
    life.bus.crash();
    this.#server.time.after(LEASE, () => this.#server.expire(life.bus));
    this.#server.time.after(restart, () => this.#start(worker));
  }

  #freeze(worker: number, milliseconds: number): void {
    const life = this.#current.get(worker);
    if (!life || life.bus.gone) return;
    life.bus.freeze();
    if (milliseconds > LEASE) {
      this.#server.time.after(LEASE, () => this.#server.expire(life.bus));
    }
    this.#server.time.after(milliseconds, () => life.bus.thaw());
  }
}

function trajectoriesIn({ log, blobs }: SimulatedServer): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { kind, session, body } of log) {
    if (kind !== "recorder.recorded") continue;
    const { sha256 } = recordedBlob(body as Body<"recorder.recorded">);
    found[session] = Buffer.from(blobs.get(sha256) ?? []).toString();
  }
  return found;
}

/** What a log breaks of what every run promises. */
function broken({ log, ended }: SimulatedServer, { actors, sessions }: World): string[] {
  const found: string[] = [];
  const ids = new Set<string>();
  const counts = new Map<string, number>();
  const finished = new Map<string, number>();
  const fold = new LogFold({
    definitions: actors.agents,
    messages: actors.messages,
    voids: new Set(),
  });
  for (const envelope of log) {
    const { id, from, kind, session } = envelope;
    if (ids.has(id)) found.push(`${id} is in the log twice`);
    ids.add(id);
    if (kind === "session.finished") finished.set(session, (finished.get(session) ?? 0) + 1);
    if (kind === "session.failed")
      found.push(`${session} failed: ${JSON.stringify(envelope.body)}`);
    const count = requestOfReply(id) === undefined ? countOf(id) : undefined;
    if (count !== undefined) {
      const next = counts.get(from) ?? 0;
      if (count !== next) found.push(`${from} sent number ${count}, not ${next}`);
      counts.set(from, count + 1);
    }
    fold.add(envelope);
  }
  for (const { session } of sessions) {
    if (!ended.has(session)) found.push(`${session} never ended`);
    else if (finished.get(session) !== 1) found.push(`${session} ended more than once`);
  }
  const { divergences } = fold.finish();
  for (const { seq, agent, kind, path } of divergences.slice(0, 3)) {
    found.push(`seq ${seq}: ${agent} does not send ${kind} in a replay: ${path}`);
  }
  return found;
}
