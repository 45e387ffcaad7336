import { NatsBus } from "../../runtime/bus/nats/index.ts";
import { connectNats, type NatsLink, type NatsOptions } from "../../runtime/nats/index.ts";
import { RUN } from "../runtime/bus/parts.ts";
import { NatsServer, type NatsServerOptions } from "./server.ts";

/** Milliseconds of every lease in these tests. */
export const LEASE = 400;

/** A server, and workers of one run on it. */
export class Cluster {
  readonly server: NatsServer;
  readonly #links: NatsLink[] = [];
  readonly #buses: NatsBus[] = [];

  private constructor(server: NatsServer) {
    this.server = server;
  }

  static async start(options: NatsServerOptions = {}): Promise<Cluster> {
    return new Cluster(await NatsServer.start(options));
  }

  async link(options: Partial<NatsOptions> = {}): Promise<NatsLink> {
    const link = await connectNats({ servers: this.server.url, ...options });
    this.#links.push(link);
    return link;
  }

  /** Another process's bus; the first one makes the run. */
  async worker(options: Partial<NatsOptions> & { maxBytes?: number } = {}): Promise<NatsBus> {
    const { maxBytes, ...connection } = options;
    const link = await this.link(connection);
    const roles = ["graph", "spawn/main", "spawn/coder"];
    const size = maxBytes === undefined ? {} : { maxBytes };
    const bus =
      this.#buses.length === 0
        ? await NatsBus.create(link, { run: RUN, lease: LEASE, roles, ...size })
        : await NatsBus.open(link, { run: RUN });
    this.#buses.push(bus);
    return bus;
  }

  async remove(): Promise<void> {
    for (const bus of this.#buses) await bus.close();
    for (const link of this.#links) await link.close();
    await this.server.remove();
  }
}
