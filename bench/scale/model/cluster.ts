import { random } from "../../../protocols/index.ts";
import { BatchingServer } from "../simulation/batching-server.ts";
import { Gauge } from "../simulation/gauge.ts";
import type { Simulation, Wait } from "../simulation/simulation.ts";
import { Station } from "../simulation/station.ts";
import type { Rates } from "./figures.ts";
import type { Settings } from "./work.ts";
import { Worker } from "./worker.ts";

/** The machines of a cluster. */
export interface Machines {
  readonly workers: number;
  /** Author and scorer servers, one device each. */
  readonly authors: number;
  readonly scorers: number;
  /** Requests from which on an author server is as fast as it gets. */
  readonly authorSaturation: number;
  /** How fast a scorer server is, beside a whole device: a slice may have less than one. */
  readonly scorerSpeed: number;
  /** Sessions at work at the same time. */
  readonly width: number;
  /** Processes that bring finished sessions home. */
  readonly collectors: number;
}

/** What one session has on the server. */
export interface Share {
  messages: number;
  bytes: number;
}

export type ServiceRole = "graph" | "author" | "scorer" | "recorder";

/** All that sessions share, in virtual time. */
export class Cluster {
  readonly simulation: Simulation;
  readonly machines: Machines;
  readonly settings: Settings;
  readonly rates: Rates;
  readonly workers: readonly Worker[];
  /** What the leader of the streams does; one thing at a time is pessimistic, it has many cores. */
  readonly nats: Station;
  readonly slots: Readonly<Record<ServiceRole, Station>>;
  readonly parsers: Station;
  readonly authors: readonly BatchingServer[];
  readonly scorers: readonly BatchingServer[];
  readonly gate: Station;
  readonly collectors: Station;
  /** Bytes that the streams hold, one copy. */
  readonly stored: Gauge;
  entered = 0;
  collected = 0;
  messages = 0;
  crashes = 0;
  /** Requests that were handed out again because their worker had crashed. */
  redone = 0;
  /** Agents that were taken over. */
  takenOver = 0;
  #placed = 0;
  /** When each session, and each file, ended. */
  readonly ends: number[] = [];
  readonly fileEnds: number[] = [];
  /** Seconds that files took, all together. */
  fileSeconds = 0;

  constructor(
    simulation: Simulation,
    options: { machines: Machines; settings: Settings; rates: Rates },
  ) {
    const { machines, settings, rates } = options;
    const { workers, authors, scorers } = machines;
    const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
    this.simulation = simulation;
    this.machines = machines;
    this.settings = settings;
    this.rates = rates;
    this.workers = many(workers, () => new Worker(simulation));
    this.nats = new Station(simulation, 1);
    this.slots = {
      graph: new Station(simulation, workers * rates.graphSlots),
      author: new Station(simulation, workers * rates.authorSlots),
      scorer: new Station(simulation, workers * rates.scorerSlots),
      recorder: new Station(simulation, workers),
    };
    this.parsers = new Station(simulation, workers);
    const author = { batch: rates.authorBatch, saturation: machines.authorSaturation };
    const scorer = { batch: rates.scorerBatch, saturation: 1 };
    this.authors = many(authors, () => new BatchingServer(simulation, author));
    this.scorers = many(scorers, () => new BatchingServer(simulation, scorer));
    this.gate = new Station(simulation, machines.width);
    this.collectors = new Station(simulation, machines.collectors);
    this.stored = new Gauge(simulation);
  }

  /** Agents and requests that were given to a worker. */
  get placed(): number {
    return this.#placed;
  }

  /** A session has ended. */
  end(): void {
    this.ends.push(this.simulation.now);
  }

  /** A file is written that was begun then. */
  endFile(begun: number): void {
    this.fileEnds.push(this.simulation.now);
    this.fileSeconds += this.simulation.now - begun;
  }

  /** The next worker in turn. */
  worker(): Worker {
    const worker = this.workers[this.#placed % this.workers.length];
    this.#placed += 1;
    if (!worker) throw new RangeError("a cluster needs a worker");
    return worker;
  }

  /** A message on its way: the work of the streams' leader, and the network. */
  *carry(share: Share): Generator<Wait, void, void> {
    const { serverPerMessage, messageBytes, hop } = this.rates;
    this.messages += 1;
    share.messages += 1;
    this.store(share, messageBytes);
    yield this.nats.use(serverPerMessage);
    yield this.simulation.sleep(hop);
  }

  /** Bytes that a session puts on the server. */
  store(share: Share, bytes: number): void {
    share.bytes += bytes;
    this.stored.add(bytes);
  }

  /** The author's server with the fewest requests has the device for so many seconds. */
  write(seconds: number): Wait {
    return leastOf(this.authors).serve(seconds);
  }

  /** The server that knows the file's context computes, unless it is far busier than others. */
  score(file: number, tokens: number): Wait {
    const { scorers, machines, rates } = this;
    const idle = leastOf(scorers);
    const known = scorers[file % scorers.length] ?? idle;
    const server = known.present > 2 * idle.present + 8 ? idle : known;
    return server.serve(tokens / rates.scorerPrefill / machines.scorerSpeed);
  }

  /** Lets workers crash, by an exponential law each, until all sessions have ended. */
  letCrash(seed: number, sessions: number): void {
    const { simulation, rates } = this;
    for (const [index, worker] of this.workers.entries()) {
      const plan = (life: number): void => {
        const wait = -rates.workerMtbf * Math.log(1 - random(seed, "crash", index, life));
        simulation.after(wait, () => {
          if (this.ends.length === sessions) return;
          this.crashes += 1;
          worker.crash();
          plan(life + 1);
        });
      };
      plan(0);
    }
  }
}

function leastOf(servers: readonly BatchingServer[]): BatchingServer {
  let least = servers[0];
  for (const server of servers) if (!least || server.present < least.present) least = server;
  if (!least) throw new RangeError("a cluster needs a server of each kind");
  return least;
}
