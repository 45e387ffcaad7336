import type { BatchingServer } from "../simulation/batching-server.ts";
import { Simulation } from "../simulation/simulation.ts";
import type { Station } from "../simulation/station.ts";
import { Cluster, type Machines } from "./cluster.ts";
import type { Rates } from "./figures.ts";
import { repositoryOf, type SizeLaw } from "./repositories.ts";
import { session } from "./session.ts";
import type { Settings } from "./work.ts";

export interface Scenario {
  readonly machines: Machines;
  readonly settings: Settings;
  readonly rates: Rates;
  readonly law: SizeLaw;
  readonly sessions: number;
  readonly seed: number;
}

/** How much a resource had to do: the part of it that was busy, and those who waited for it. */
export interface Use {
  readonly utilisation: number;
  readonly meanQueue: number;
  readonly longestQueue: number;
}

export interface Outcome {
  readonly ended: number;
  readonly collected: number;
  /** Virtual seconds until the last session had left the server. */
  readonly makespan: number;
  /** Files a second while the middle half of them ended. */
  readonly fileRate: number;
  /** Seconds that one file took, mean. */
  readonly fileSeconds: number;
  readonly messages: number;
  readonly crashes: number;
  readonly redone: number;
  readonly takenOver: number;
  /** Most bytes on the server at a time, one copy. */
  readonly storedMost: number;
  /** Sessions at work, mean over time. */
  readonly atWork: number;
  readonly use: Readonly<Record<string, Use>>;
  readonly events: number;
}

/** Plays all sessions of a scenario to their end. Equal scenarios have equal outcomes. */
export function play(scenario: Scenario): Outcome {
  const { machines, settings, rates, law, sessions, seed } = scenario;
  const simulation = new Simulation();
  const cluster = new Cluster(simulation, { machines, settings, rates });
  for (let number = 0; number < sessions; number += 1) {
    simulation.start(session(cluster, repositoryOf(law, seed, number)));
  }
  cluster.letCrash(seed, sessions);
  // Crashes that are foreseen for later would go on for ever.
  simulation.run(() => cluster.collected === sessions);
  const { ends, fileEnds } = cluster;
  return {
    ended: ends.length,
    collected: cluster.collected,
    makespan: simulation.now,
    fileRate: middleRate(fileEnds),
    fileSeconds: cluster.fileSeconds / fileEnds.length,
    messages: cluster.messages,
    crashes: cluster.crashes,
    redone: cluster.redone,
    takenOver: cluster.takenOver,
    storedMost: cluster.stored.most,
    atWork: cluster.gate.busy.mean,
    use: {
      nats: useOf([cluster.nats]),
      "worker threads": useOf(cluster.workers.map(({ main }) => main)),
      parsers: useOf([cluster.parsers]),
      "author slots": useOf([cluster.slots.author]),
      authors: useOfServers(cluster.authors),
      "scorer slots": useOf([cluster.slots.scorer]),
      scorers: useOfServers(cluster.scorers),
      collectors: useOf([cluster.collectors]),
    },
    events: simulation.events,
  };
}

/** Of the events from the first quarter to the third, so that neither start nor end counts. */
function middleRate(times: readonly number[]): number {
  const [first, last] = [0.25, 0.75].map((part) => Math.floor(part * (times.length - 1)));
  const seconds = (times[last ?? 0] ?? 0) - (times[first ?? 0] ?? 0);
  return seconds > 0 ? ((last ?? 0) - (first ?? 0)) / seconds : 0;
}

function useOf(stations: readonly Station[]): Use {
  return {
    utilisation: mean(stations.map(({ utilisation }) => utilisation)),
    meanQueue: mean(stations.map(({ queue }) => queue.mean)),
    longestQueue: Math.max(...stations.map(({ queue }) => queue.most)),
  };
}

function useOfServers(servers: readonly BatchingServer[]): Use {
  return {
    utilisation: mean(servers.map(({ load }) => load.mean)),
    meanQueue: mean(servers.map(({ queue }) => queue.mean)),
    longestQueue: Math.max(...servers.map(({ queue }) => queue.most)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
