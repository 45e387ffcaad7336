import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { random } from "../../protocols/index.ts";
import { LEASE, type Cluster } from "./harness/cluster.ts";

const BLOCKING = fileURLToPath(new URL("../fixtures/agents/blocking-author.ts", import.meta.url));

/** What a fault may ask about the moment at which it strikes. */
export interface Moment {
  /** A message of the log, somewhere between the first and the last. */
  readonly message: number;
  /** 0 up to but not including 1, the same for the same seed and name. */
  readonly draw: (name: string) => number;
  /** Binaries of nats-server besides the installed one. */
  readonly otherServers: readonly string[];
}

/** One thing that goes wrong while two workers are at work, and how the cluster gets over it. */
export interface Fault {
  readonly name: string;
  /** Starts workers, waits for the moment, strikes, and brings back what is needed to go on. */
  readonly strike: (cluster: Cluster, moment: Moment) => Promise<void>;
  /** Modules that the run is submitted with. */
  readonly agents?: readonly string[];
  /** Bytes of the file system that the server stores on, when it should be a small one. */
  readonly disk?: number;
  /** Three servers that keep copies of the run, instead of one. */
  readonly trio?: boolean;
}

async function pairOf(
  cluster: Cluster,
): Promise<[Awaited<ReturnType<Cluster["worker"]>>, Awaited<ReturnType<Cluster["worker"]>>]> {
  const pair = await Promise.all([cluster.worker(), cluster.worker()]);
  await Promise.all(pair.map((worker) => worker.joined()));
  return [pair[0], pair[1]];
}

/** Real time that a fault lasts: what is tested is what happens when clocks run on. */
function lasting(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

export const faults: readonly Fault[] = [
  {
    name: "kill -9 of a worker",
    strike: async (cluster, { message }) => {
      const [victim] = await pairOf(cluster);
      await cluster.reached(message);
      await victim.kill();
      cluster.gone(victim);
    },
  },
  {
    name: "worker frozen past its lease, awake after the takeover",
    strike: async (cluster, { message, draw }) => {
      const [victim] = await pairOf(cluster);
      await cluster.reached(message);
      victim.freeze();
      await lasting(LEASE * (1.2 + draw("frozen")));
      victim.thaw();
    },
  },
  {
    name: "kill -9 and restart of nats-server",
    strike: async (cluster, { message, draw }) => {
      await pairOf(cluster);
      await cluster.reached(message);
      await cluster.server.kill();
      await lasting(1000 * draw("down"));
      await cluster.server.restart();
    },
  },
  {
    name: "network cut between one worker and the server",
    strike: async (cluster, { message, draw }) => {
      const [victim] = await pairOf(cluster);
      await cluster.reached(message);
      victim.cut();
      await lasting(LEASE * (0.5 + 2 * draw("cut")));
      victim.heal();
    },
  },
  {
    name: "network cut of 30 s",
    strike: async (cluster, { message }) => {
      const [victim] = await pairOf(cluster);
      await cluster.reached(message);
      victim.cut();
      await lasting(30_000);
      victim.heal();
    },
  },
  {
    name: "step loop blocked for longer than the lease",
    agents: [BLOCKING],
    strike: async (cluster, { message, draw }) => {
      const flag = path.join(cluster.directory, "block");
      const env = {
        HINDCAST_TEST_BLOCK_FILE: flag,
        HINDCAST_TEST_BLOCK_MS: String(LEASE * (1.2 + draw("blocked"))),
      };
      const victim = await cluster.worker({ agents: [BLOCKING], env });
      await victim.joined();
      const other = await cluster.worker({ roles: "graph,scorer,recorder,main,coder,search" });
      await other.joined();
      await cluster.reached(message);
      await writeFile(flag, "");
      await (await cluster.worker({ agents: [BLOCKING] })).joined();
    },
  },
  {
    name: "two workers start at once, one drains",
    strike: async (cluster, { message }) => {
      const [leaver] = await pairOf(cluster);
      await cluster.reached(message);
      await leaver.stop();
      cluster.gone(leaver);
    },
  },
  {
    name: "full disk of the server",
    disk: 24 << 20,
    strike: async (cluster, { message }) => {
      await pairOf(cluster);
      await cluster.reached(message);
      await cluster.disk.fill();
      await lasting(LEASE);
      await cluster.disk.free();
      // A server that met a full disk may stand still until it is started anew.
      await cluster.server.kill();
      await cluster.server.restart();
    },
  },
  {
    name: "kill -9 of the leader of three servers",
    trio: true,
    strike: async (cluster, { message, draw }) => {
      await pairOf(cluster);
      await cluster.reached(message);
      await cluster.trio.killLeaderOf(cluster.run);
      // In half of the tries the run has to end on the two that are left.
      if (draw("back") < 0.5) return;
      await lasting(5000 * draw("down"));
      await cluster.trio.restart();
    },
  },
  {
    name: "server restarted with another version",
    strike: async (cluster, { message, otherServers, draw }) => {
      await pairOf(cluster);
      await cluster.reached(message);
      const other = otherServers[Math.floor(draw("version") * otherServers.length)];
      await cluster.server.stop();
      await cluster.server.restart(other);
    },
  },
];

/** The moment that belongs to a seed, in a run of so many messages. */
export function momentOf(
  seed: number,
  messages: number,
  otherServers: readonly string[] = [],
): Moment {
  const draw = (name: string): number => random(seed, name);
  return { message: 1 + Math.floor(draw("message") * messages * 0.95), draw, otherServers };
}
