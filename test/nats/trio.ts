import { connectNats, logStream } from "../../runtime/nats/index.ts";
import { until } from "../cli/harness/command.ts";
import { freePorts } from "./ports.ts";
import { NatsServer } from "./server.ts";

/** Milliseconds for three servers to agree on something, on a machine that is busy. */
const TIMEOUT = 120_000;

const NAMES = ["n1", "n2", "n3"];

/** Three NATS servers that keep copies of each other's streams; one of them may die. */
export class NatsTrio {
  readonly #servers: ReadonlyMap<string, NatsServer>;
  readonly #dead = new Set<string>();

  private constructor(servers: ReadonlyMap<string, NatsServer>) {
    this.#servers = servers;
  }

  /** @param jetstream lines inside of each server's `jetstream` block */
  static async start(jetstream: string = ""): Promise<NatsTrio> {
    // A server has to know its neighbours' ports before these listen.
    const ports = await freePorts(NAMES.length);
    const routes = ports.map((port) => `"nats://127.0.0.1:${port}"`).join(", ");
    const started = NAMES.map(async (name, index) => {
      const listen = `listen: "127.0.0.1:${ports[index]}"`;
      const cluster = `cluster { name: trio, ${listen}, routes: [${routes}] }`;
      const config = `server_name: ${name}\n${cluster}`;
      return [name, await NatsServer.start({ config, jetstream })] as const;
    });
    const trio = new NatsTrio(new Map(await Promise.all(started)));
    await trio.#agreed();
    return trio;
  }

  /** Where the servers are, for `--nats`. */
  get url(): string {
    return [...this.#servers.values()].map(({ url }) => url).join(",");
  }

  /** Ends the server that leads a run's log, as a crash would; returns its name. */
  async killLeaderOf(run: string): Promise<string> {
    const link = await connectNats({ servers: this.url });
    const info = await link.manager.streams.info(logStream(run));
    await link.close();
    const leader = info.cluster?.leader ?? "";
    this.#dead.add(leader);
    await this.#servers.get(leader)?.kill();
    return leader;
  }

  /** Starts again what was killed. */
  async restart(): Promise<void> {
    for (const name of this.#dead) await this.#servers.get(name)?.restart();
    this.#dead.clear();
  }

  async remove(): Promise<void> {
    await Promise.all([...this.#servers.values()].map((server) => server.remove()));
  }

  /** Resolves when the servers can keep a stream together. */
  async #agreed(): Promise<void> {
    const name = "trial-of-three";
    await until(
      "three servers that agree",
      async () => {
        try {
          const link = await connectNats({ servers: this.url });
          try {
            await link.manager.streams.add({ name, subjects: [name], num_replicas: NAMES.length });
            await link.manager.streams.delete(name);
            return true;
          } finally {
            await link.close();
          }
        } catch {
          return undefined;
        }
      },
      { timeout: TIMEOUT },
    );
  }
}
