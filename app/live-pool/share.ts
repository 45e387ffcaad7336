import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { reasonOf } from "../../protocols/index.ts";
import { makeDirectories, readPlain, writeAtomically } from "../../runtime/files/index.ts";
import type { EndpointClient } from "../../scoring/endpoints/index.ts";
import type { ScorerPool } from "../../scoring/pool/index.ts";
import { FOLDER, Wanted, stateFile, wantedFile, type PoolState } from "./files.ts";

/** Milliseconds between two looks at what commands want, and between two reports. */
const PAUSE = 1_000;

type Note = (level: "warn" | "info", message: string, fields: Record<string, unknown>) => void;

export interface ShareOptions {
  /** Output directory of the run. */
  readonly directory: string;
  /** Makes the client of a server that is added. Throws CONFIG_INVALID for a SPEC that is none. */
  readonly connect: (spec: string) => EndpointClient;
  readonly note: Note;
}

/**
 * Lets commands see the pool of a run under way, and add and drain its servers: the run writes
 * what its servers are doing into its output directory, and reads there which ones it shall have.
 * Servers bear on no result: the pool refuses one that has another model.
 */
export class SharedPool {
  readonly #pool: ScorerPool;
  readonly #options: ShareOptions;
  readonly #timer: NodeJS.Timeout;
  #seen = -1;
  #written = "";
  #turn: Promise<void>;

  constructor(pool: ScorerPool, options: ShareOptions) {
    this.#pool = pool;
    this.#options = options;
    // What an earlier run of this directory was asked for is over.
    this.#turn = rm(wantedFile(options.directory), { force: true }).then(() => this.#report());
    this.#timer = setInterval(() => {
      this.#turn = this.#turn.then(() => this.look());
    }, PAUSE).unref();
  }

  /** Does what was asked for since the last look, and reports. Never rejects. */
  async look(): Promise<void> {
    const { directory, note } = this.#options;
    try {
      const { mtimeMs } = await stat(wantedFile(directory));
      if (mtimeMs !== this.#seen) {
        this.#seen = mtimeMs;
        const text = (await readPlain(wantedFile(directory))).toString("utf8");
        this.#follow(Wanted.parse(JSON.parse(text)));
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
        note("warn", "the wanted scoring servers cannot be read", { reason: reasonOf(error) });
      }
    }
    await this.#report();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#turn;
    await rm(path.dirname(stateFile(this.#options.directory)), { recursive: true, force: true });
  }

  #follow({ scorers }: { readonly scorers: readonly string[] }): void {
    const { connect, note } = this.#options;
    const known = new Set(this.#pool.state().endpoints.map(({ name }) => name));
    const wanted = new Set<string>();
    for (const spec of scorers) {
      try {
        const client = connect(spec);
        wanted.add(client.name);
        if (known.has(client.name)) void client.close();
        else this.#pool.add(client);
      } catch (error) {
        note("warn", "a scoring server cannot be added", { spec, reason: reasonOf(error) });
      }
    }
    // A list of servers of which none can be used must not leave the run without any.
    if (wanted.size === 0) return;
    for (const name of known) if (!wanted.has(name)) this.#pool.drain(name);
    note("info", "the scoring servers are others", { scorers: [...wanted] });
  }

  async #report(): Promise<void> {
    const state: PoolState = { pid: process.pid, report: structuredClone(this.#pool.state()) };
    const text = `${JSON.stringify(state)}\n`;
    if (text === this.#written) return;
    const file = stateFile(this.#options.directory);
    try {
      await makeDirectories(this.#options.directory, FOLDER);
      await writeAtomically(file, text);
      this.#written = text;
    } catch (error) {
      const reason = reasonOf(error);
      this.#options.note("warn", "the state of the scoring servers cannot be written", { reason });
    }
  }
}
