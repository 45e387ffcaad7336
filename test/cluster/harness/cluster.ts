import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { connectNats, logStream, type NatsLink } from "../../../runtime/nats/index.ts";
import { endsOf } from "../../../runtime/cluster/index.ts";
import { succeed, until } from "../../cli/command.ts";
import { NatsServer } from "../../nats/server.ts";
import { NatsTrio } from "../../nats/trio.ts";
import { SmallDisk } from "./disk.ts";
import { QUICK } from "./reference.ts";
import { WorkerProcess, type WorkerProcessOptions } from "./worker.ts";

/** The name of the one run of a test's cluster. */
const RUN = "trial";

/** Milliseconds for which a silent worker keeps what it has. */
export const LEASE = 2000;

export interface ClusterOptions {
  /** Bytes of the file system that the server stores on; the usual one when absent. */
  readonly disk?: number | undefined;
  /** Three servers that keep copies of the run, instead of one. */
  readonly trio?: boolean | undefined;
}

/** A NATS server, a run on it, and workers that come, go, freeze and lose the network. */
export class Cluster {
  readonly directory: string;
  readonly #servers: NatsServer | NatsTrio;
  readonly #workers = new Set<WorkerProcess>();
  readonly #disk: SmallDisk | undefined;
  #link: NatsLink | undefined;
  #sessions = 0;

  private constructor(
    servers: NatsServer | NatsTrio,
    directory: string,
    disk: SmallDisk | undefined,
  ) {
    this.#servers = servers;
    this.directory = directory;
    this.#disk = disk;
  }

  static async start({ disk, trio }: ClusterOptions = {}): Promise<Cluster> {
    const directory = await mkdtemp(path.join(tmpdir(), "hindcast-cluster-"));
    const small = disk === undefined ? undefined : await SmallDisk.mount(disk);
    // A server reserves most of what is free unless it is told how much it may have.
    const jetstream = `max_file_store: ${disk === undefined ? 1 << 30 : 4 * disk}`;
    if (trio === true) return new Cluster(await NatsTrio.start(jetstream), directory, small);
    const store = small && path.join(small.directory, "store");
    const server = await NatsServer.start({ jetstream, ...(store !== undefined && { store }) });
    return new Cluster(server, directory, small);
  }

  get url(): string {
    return this.#servers.url;
  }

  /** The one server. */
  get server(): NatsServer {
    if (this.#servers instanceof NatsServer) return this.#servers;
    throw new Error("this cluster has three servers");
  }

  /** The three servers. */
  get trio(): NatsTrio {
    if (this.#servers instanceof NatsTrio) return this.#servers;
    throw new Error("this cluster has one server");
  }

  /** The small file system of the server. */
  get disk(): SmallDisk {
    if (this.#disk) return this.#disk;
    throw new Error("this cluster has no disk of its own");
  }

  /** What a command is told of this cluster and its run. */
  get at(): readonly string[] {
    return ["--nats", this.url, "--run", RUN];
  }

  get run(): string {
    return RUN;
  }

  /** A connection of the test's own. */
  async link(): Promise<NatsLink> {
    this.#link ??= await connectNats({ servers: this.url, name: "harness" });
    return this.#link;
  }

  get workers(): readonly WorkerProcess[] {
    return [...this.#workers];
  }

  async submit(repositories: readonly string[], options: readonly string[] = []): Promise<void> {
    this.#sessions = repositories.length;
    const lease = ["--lease", String(LEASE)];
    const quiet = ["--progress", "off"];
    const copies = this.#servers instanceof NatsTrio ? ["--replicas", "3"] : [];
    await succeed([
      "submit",
      ...repositories,
      ...this.at,
      ...lease,
      ...quiet,
      ...copies,
      ...QUICK,
      ...options,
    ]);
  }

  async worker(options: WorkerProcessOptions = {}): Promise<WorkerProcess> {
    const servers = this.#servers;
    const at = servers instanceof NatsServer ? () => servers.port : servers.url;
    const worker = await WorkerProcess.start(at, { run: RUN, ...options });
    this.#workers.add(worker);
    return worker;
  }

  /** Forgets a worker that has ended. */
  gone(worker: WorkerProcess): void {
    this.#workers.delete(worker);
  }

  /** Resolves when the log holds so many messages, or when the run is over before. */
  async reached(messages: number): Promise<void> {
    await until(
      `message ${messages}`,
      async () => {
        const link = await this.link();
        const info = await link.manager.streams.info(logStream(RUN)).catch(() => undefined);
        if ((info?.state.last_seq ?? 0) >= messages) return true;
        return (await this.#ends()) >= this.#sessions ? true : undefined;
      },
      { timeout: 300_000 },
    );
  }

  /** Resolves when every session has ended. */
  async over(timeout = 300_000): Promise<void> {
    try {
      await until(
        "the end of the run",
        async () => ((await this.#ends()) >= this.#sessions ? true : undefined),
        { timeout },
      );
    } catch (error) {
      const logs = this.workers.map(({ log }) => log.slice(-3000)).join("\n---\n");
      throw new Error(`${String(error)}\n${logs}`, { cause: error });
    }
  }

  /** Brings the results home; returns their directory. */
  async collect(): Promise<string> {
    const out = path.join(this.directory, "out");
    await succeed(["collect", ...this.at, "--out", out, "--progress", "off"]);
    return out;
  }

  async close(): Promise<void> {
    for (const worker of this.#workers) {
      worker.thaw();
      await worker.kill();
    }
    await this.#link?.close();
    await this.#servers.remove();
    await this.#disk?.unmount();
    await rm(this.directory, { recursive: true, force: true });
  }

  async #ends(): Promise<number> {
    return (await endsOf(await this.link(), RUN)).size;
  }
}
