import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "../../cli/harness/command.ts";
import type { WorkerProcessOptions } from "./worker.ts";

const MODULE = fileURLToPath(new URL("../../fixtures/agents/directed-author.ts", import.meta.url));

/** Directs the authors of workers that run in other processes, and knows what they were asked. */
export class AuthorDirection {
  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
  }

  static async in(directory: string): Promise<AuthorDirection> {
    await mkdir(directory, { recursive: true });
    return new AuthorDirection(directory);
  }

  /** What a run is submitted with whose workers are directed, and replayed with. */
  static readonly submission: readonly string[] = ["--agents", MODULE];

  get submission(): readonly string[] {
    return AuthorDirection.submission;
  }

  /** What a worker needs to be directed. */
  get worker(): Pick<WorkerProcessOptions, "agents" | "env"> {
    return { agents: [MODULE], env: { HINDCAST_TEST_AUTHOR: this.#directory } };
  }

  /** From now on no request is answered, until {@link go}. */
  async hold(): Promise<void> {
    await writeFile(this.#at("hold"), "");
  }

  async go(): Promise<void> {
    await rm(this.#at("hold"), { force: true });
  }

  /** Refuses the requests of sessions whose names begin so, until {@link accept}. */
  async refuse(session: string): Promise<void> {
    await writeFile(this.#at("refuse"), session);
  }

  async accept(): Promise<void> {
    await rm(this.#at("refuse"), { force: true });
  }

  /** Ids of the requests in the order in which handling them began. */
  requests(): Promise<string[]> {
    return this.#lines("requests");
  }

  /** Resolves when somebody has been asked so many things. */
  async asked(count: number): Promise<void> {
    await this.#lined("requests", count);
  }

  /** Resolves when so many requests wait for {@link go}, or have waited. */
  async held(count: number): Promise<void> {
    await this.#lined("held", count);
  }

  async #lined(name: string, count: number): Promise<void> {
    const look = async (): Promise<true | undefined> =>
      (await this.#lines(name)).length >= count ? true : undefined;
    await until(`${count} requests to authors`, look, { timeout: 300_000 });
  }

  async #lines(name: string): Promise<string[]> {
    const file = this.#at(name);
    if (!existsSync(file)) return [];
    return (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
  }

  #at(name: string): string {
    return path.join(this.#directory, name);
  }
}
