import type { KV, KvEntry } from "@nats-io/kv";
import * as z from "zod";
import { HindcastError, encodeToken, problemOf } from "../../protocols/index.ts";
import { type NatsLink, asHindcastError } from "../nats/index.ts";
import { request, createBucket, entriesOf, jsonOf, openBucket, revisionOf } from "./bucket.ts";

/** The bucket that lists the runs of a NATS account. */
const RUNS_BUCKET = "hindcast-runs";

/** Properties of a run that a worker needs before it joins. */
export const RunRecord = z.strictObject({
  run: z.string().min(1),
  /** `paused`: nothing new is begun; `cancelled`: nothing will ever be. */
  state: z.enum(["running", "paused", "cancelled"]),
  /** Milliseconds since 1970. */
  submitted: z.number(),
  /** How many sessions were submitted. */
  sessions: z.int().nonnegative(),
  /** Milliseconds without a sign of life after which what a worker holds goes to another. */
  lease: z.int().positive(),
  /** Whether all of it is in the log; a submission may be interrupted. */
  complete: z.boolean(),
  /** Version of Hindcast that submitted it. */
  hindcast: z.string(),
});
export type RunRecord = z.infer<typeof RunRecord>;

/** The runs of a NATS account, in a key-value bucket: small, and written with care for others. */
export class RunRegistry {
  readonly #link: NatsLink;
  readonly #kv: KV;
  #listed: { readonly revision: string; readonly runs: readonly RunRecord[] } | undefined;

  private constructor(link: NatsLink, kv: KV) {
    this.#link = link;
    this.#kv = kv;
  }

  /** Throws NATS_REFUSED, NATS_UNREACHABLE. */
  static async create(link: NatsLink, replicas = 1): Promise<RunRegistry> {
    return new RunRegistry(link, await createBucket(link, RUNS_BUCKET, { replicas }));
  }

  /** Undefined when no run was ever submitted here. Throws NATS_REFUSED, NATS_UNREACHABLE. */
  static async open(link: NatsLink): Promise<RunRegistry | undefined> {
    const kv = await openBucket(link, RUNS_BUCKET);
    return kv && new RunRegistry(link, kv);
  }

  /**
   * All runs, oldest first; without those that only another version can read. A list that nobody
   * changed is not read again. Throws NATS_REFUSED, NATS_UNREACHABLE.
   */
  async list(): Promise<readonly RunRecord[]> {
    const what = "list of runs";
    const revision = await request(what, () => revisionOf(this.#link, RUNS_BUCKET));
    if (this.#listed?.revision !== revision) {
      const entries = await request(what, () => entriesOf(this.#link, RUNS_BUCKET, this.#kv));
      this.#listed = { revision, runs: sorted(entries) };
    }
    return this.#listed.runs;
  }

  async get(run: string): Promise<RunRecord | undefined> {
    return (await this.#entry(run))?.record;
  }

  /** Throws RUN_EXISTS. */
  async add(record: RunRecord): Promise<void> {
    try {
      await this.#kv.create(encodeToken(record.run), JSON.stringify(record));
    } catch (error) {
      if (await this.get(record.run)) throw new HindcastError("RUN_EXISTS", record.run);
      throw asHindcastError(error, record.run);
    }
  }

  /**
   * Changes a record; somebody else's change in between is kept and changed again.
   *
   * @returns the record as it is now
   * @throws HindcastError RUN_MISSING, RUN_CANCELLED when a cancelled run should go on or wait
   */
  async change(
    run: string,
    change: Partial<Pick<RunRecord, "state" | "complete" | "sessions">>,
  ): Promise<RunRecord> {
    for (;;) {
      const found = await this.#entry(run);
      if (!found) throw new HindcastError("RUN_MISSING", run);
      const { state = "cancelled" } = change;
      if (found.record.state === "cancelled" && state !== "cancelled") {
        throw new HindcastError("RUN_CANCELLED", run);
      }
      const record = { ...found.record, ...change };
      try {
        await this.#kv.update(encodeToken(run), JSON.stringify(record), found.revision);
        return record;
      } catch (error) {
        const now = await this.#entry(run);
        if (now?.revision === found.revision) throw asHindcastError(error, run);
      }
    }
  }

  async remove(run: string): Promise<void> {
    await request(run, () => this.#kv.purge(encodeToken(run)));
  }

  async #entry(run: string): Promise<{ record: RunRecord; revision: number } | undefined> {
    const entry = await request(run, () => this.#kv.get(encodeToken(run)));
    if (!entry || entry.operation !== "PUT") return undefined;
    const parsed = RunRecord.safeParse(jsonOf(entry));
    if (parsed.success) return { record: parsed.data, revision: entry.revision };
    throw new HindcastError("MESSAGE_INVALID", `record of ${run}: ${problemOf(parsed.error)}`);
  }
}

function sorted(entries: readonly KvEntry[]): RunRecord[] {
  const runs = entries.flatMap((entry) => {
    const parsed = RunRecord.safeParse(jsonOf(entry));
    return parsed.success ? [parsed.data] : [];
  });
  return runs.toSorted((a, b) => a.submitted - b.submitted || (a.run < b.run ? -1 : 1));
}
