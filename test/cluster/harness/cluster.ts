import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { connectNats, logStream, type NatsLink } from "../../../runtime/nats/index.ts";
import { endsOf } from "../../../cli/cluster/ends.ts";
import { succeed, until } from "../../cli/command.ts";
import { NatsServer } from "../../nats/server.ts";
import { SmallDisk } from "./disk.ts";
import { QUICK } from "./reference.ts";
import { WorkerProcess, type WorkerProcessOptions } from "./worker.ts";

/** The name of the one run of a test's cluster. */
const RUN = "trial";

/** Milliseconds for which a silent worker keeps what it has. */
export const LEASE = 2000;

/** A NATS server, a run on it, and workers that come, go, freeze and lose the network. */
export class Cluster {
  readonly server: NatsServer;
  readonly directory: string;
  readonly #workers = new Set<WorkerProcess>();
  readonly #disk: SmallDisk | undefined;
  #link: NatsLink | undefined;
  #sessions = 0;

  private constructor(server: NatsServer, directory: string, disk: SmallDisk | undefined) {
    this.server = server;
    this.directory = directory;
    this.#disk = disk;
  }

  /** @param disk bytes of the file system that the server stores on; the usual one when absent */
  static async start(disk?: number): Promise<Cluster> {
    const directory = await mkdtemp(path.join(tmpdir(), "hindcast-cluster-"));
    const small = disk === undefined ? undefined : await SmallDisk.mount(disk);
    // The server reserves most of what is free unless it is told how much it may have.
    const limits = { jetstream: `max_file_store: ${disk === undefined ? 1 << 30 : 4 * disk}` };
    const store = small && path.join(small.directory, "store");
    const server = await NatsServer.start({ ...limits, ...(store !== undefined && { store }) });
    return new Cluster(server, directory, small);
  }

  get url(): string {
    return this.server.url;
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
    await succeed([
      "submit",
      ...repositories,
      ...this.at,
      ...lease,
      ...quiet,
      ...QUICK,
      ...options,
    ]);
  }

  async worker(options: WorkerProcessOptions = {}): Promise<WorkerProcess> {
    const worker = await WorkerProcess.start(() => this.server.port, { run: RUN, ...options });
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
      { patience: 300_000 },
    );
  }

  /** Resolves when every session has ended. */
  async over(patience = 300_000): Promise<void> {
    try {
      await until(
        "the end of the run",
        async () => ((await this.#ends()) >= this.#sessions ? true : undefined),
        { patience },
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
    await this.server.remove();
    await this.#disk?.unmount();
    await rm(this.directory, { recursive: true, force: true });
  }

  async #ends(): Promise<number> {
    return (await endsOf(await this.link(), RUN)).size;
  }
}
