import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ThoughtSearch } from "../../export/index.ts";

/**
 * The searches of a run on disk. A log holds those of all sessions mixed, and an export wants them
 * session by session; in memory is where each file's are, some 16 bytes.
 */
export class SearchSpill {
  readonly #directory: string;
  readonly #file: FileHandle;
  /** By session: offset and length of each part, in turn. */
  readonly #places = new Map<string, number[]>();
  #end = 0;

  private constructor(directory: string, file: FileHandle) {
    this.#directory = directory;
    this.#file = file;
  }

  static async open(): Promise<SearchSpill> {
    const directory = await mkdtemp(path.join(tmpdir(), "hindcast-searches-"));
    return new SearchSpill(directory, await open(path.join(directory, "searches"), "wx+"));
  }

  async add(session: string, searches: readonly ThoughtSearch[]): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(searches));
    await this.#file.write(bytes, 0, bytes.length, this.#end);
    const places = this.#places.get(session) ?? [];
    this.#places.set(session, places);
    places.push(this.#end, bytes.length);
    this.#end += bytes.length;
  }

  /** The searches of a session, in the order in which they were added. */
  async of(session: string): Promise<ThoughtSearch[]> {
    const places = this.#places.get(session) ?? [];
    const found: ThoughtSearch[] = [];
    for (let at = 0; at < places.length; at += 2) {
      const bytes = Buffer.alloc(places[at + 1] ?? 0);
      await this.#file.read(bytes, 0, bytes.length, places[at] ?? 0);
      found.push(...(JSON.parse(bytes.toString("utf8")) as ThoughtSearch[]));
    }
    return found;
  }

  /** Closes and removes the file. */
  async close(): Promise<void> {
    await this.#file.close();
    await rm(this.#directory, { recursive: true, force: true });
  }
}
