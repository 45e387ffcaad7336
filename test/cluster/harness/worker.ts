import { start, until, type Running } from "../../cli/command.ts";
import { Proxy } from "./proxy.ts";

export interface WorkerProcessOptions {
  readonly run?: string;
  readonly roles?: string;
  readonly agents?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** One worker as a process of its own, behind a network of its own where there is one server. */
export class WorkerProcess {
  readonly #proxy: Proxy | undefined;
  readonly #running: Running;

  private constructor(proxy: Proxy | undefined, running: Running) {
    this.#proxy = proxy;
    this.#running = running;
  }

  /** @param at port of the server, asked for each connection; or the URLs of several */
  static async start(
    at: (() => number) | string,
    { run, roles, agents = [], env = {} }: WorkerProcessOptions,
  ): Promise<WorkerProcess> {
    const proxy = typeof at === "string" ? undefined : await Proxy.start(at);
    const url = typeof at === "string" ? at : `nats://127.0.0.1:${proxy?.port}`;
    const args = ["worker", "--nats", url];
    if (run !== undefined) args.push("--run", run);
    if (roles !== undefined) args.push("--roles", roles);
    for (const module of agents) args.push("--agents", module);
    return new WorkerProcess(proxy, start(args, { env, timeout: 600_000 }));
  }

  get log(): string {
    return this.#running.written.stderr;
  }

  get pid(): number {
    return this.#running.process.pid ?? 0;
  }

  /** Resolves when it has joined its run. */
  async joined(): Promise<void> {
    await until("a worker to join", () => (this.log.includes("joined a run") ? true : undefined), {
      giveUp: () => (this.#running.process.exitCode === null ? undefined : this.log),
    });
  }

  /** SIGTERM; resolves with its exit code when it has drained. */
  async stop(): Promise<number | null> {
    this.#running.process.kill("SIGTERM");
    const { code } = await this.#running.ended;
    await this.#proxy?.close();
    return code;
  }

  async kill(): Promise<void> {
    this.#running.process.kill("SIGKILL");
    await this.#running.ended;
    await this.#proxy?.close();
  }

  freeze(): void {
    this.#running.process.kill("SIGSTOP");
  }

  thaw(): void {
    this.#running.process.kill("SIGCONT");
  }

  cut(): void {
    this.#proxy?.cut();
  }

  heal(): void {
    this.#proxy?.heal();
  }
}
