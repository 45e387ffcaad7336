import { SPAWN_ROLE, messages, type Envelope } from "../../protocols/index.ts";
import { readControl } from "../bus/nats/index.ts";
import { type NatsLink, asHindcastError, consumerName, logStream } from "../nats/index.ts";
import { applyEnd } from "./ends.ts";
import { Presence, type WorkerRecord } from "./presence.ts";
import { RunRegistry, type RunRecord } from "./registry.ts";

/** The requests to one role. */
export interface QueueStatus {
  readonly role: string;
  /** Requests that nobody has taken. */
  readonly waiting: number;
  /** Requests that workers hold. */
  readonly in_hand: number;
}

/** A run as anybody may see it. */
export interface RunStatus {
  readonly run: string;
  readonly state: RunRecord["state"] | "submitting" | "done";
  /** Milliseconds since 1970. */
  readonly submitted: number;
  readonly sessions: {
    readonly total: number;
    readonly waiting: number;
    readonly working: number;
    readonly done: number;
    readonly failed: number;
  };
  /** Live agents by role, over all workers. */
  readonly agents: Readonly<Record<string, number>>;
  readonly queues: readonly QueueStatus[];
  /** Roles that something waits for and no worker plays. */
  readonly unserved: readonly string[];
  readonly steps_per_second: number;
  readonly tokens_per_second: number;
  /** Estimated seconds until the last session ends, from the sessions that have ended so far. */
  readonly eta_seconds: number | null;
  readonly failures: readonly { session: string; code: string; reason: string }[];
  /** Records to the run itself that are no messages; they are left out of everything. */
  readonly damaged: number;
  readonly log: { readonly messages: number; readonly bytes: number };
}

/** Everything that `hindcast status` knows. */
export interface ClusterStatus {
  readonly server: { readonly version: string; readonly name: string };
  readonly workers: readonly WorkerRecord[];
  readonly runs: readonly RunStatus[];
}

/** Ends that the estimate of the remaining time looks back on. */
const RECENT = 20;

/** What the queues of agents that wait to be started begin with. */
const SPAWN = `${SPAWN_ROLE}/`;

/** What was read of a run. */
interface KnownRun {
  readonly ends: Map<string, Envelope>;
  /** Positions of records that are no messages. */
  readonly damaged: Set<number>;
  /** Position to read on from. */
  next: number;
}

const NO_REASON = { code: "MESSAGE_INVALID", reason: "its last message holds no reason" };

/** Looks at a cluster again and again; what it has read of a run it does not read twice. */
export class StatusReader {
  readonly #link: NatsLink;
  readonly #run: string | undefined;
  readonly #known = new Map<string, KnownRun>();

  /** @param run the only run to look at; all when absent */
  constructor(link: NatsLink, run?: string) {
    this.#link = link;
    this.#run = run;
  }

  /** Throws NATS_UNREACHABLE, NATS_REFUSED. */
  async read(): Promise<ClusterStatus> {
    const link = this.#link;
    const presence = await Presence.open(link);
    const registry = await RunRegistry.open(link);
    const workers = (await presence?.list()) ?? [];
    const records = ((await registry?.list()) ?? []).filter(
      ({ run }) => this.#run === undefined || run === this.#run,
    );
    const runs = await Promise.all(records.map((record) => this.#runStatus(record, workers)));
    const name = link.connection.info?.server_name ?? "";
    return { server: { version: link.version, name }, workers, runs };
  }

  async #runStatus(record: RunRecord, workers: readonly WorkerRecord[]): Promise<RunStatus> {
    const { run, submitted } = record;
    const { ends, damaged } = await this.#readRun(record);
    const queues = await this.#queues(run);
    const info = await this.#ask(run, () => this.#link.manager.streams.info(logStream(run)));
    const failures = [...ends.values()]
      .filter(({ kind }) => kind === "session.failed")
      .map(({ session, body }) => {
        const known = messages["session.failed"].safeParse(body);
        const { code, reason } = known.success ? known.data : NO_REASON;
        return { session, code, reason };
      });
    const spawns = queues.find(({ role }) => role === `${SPAWN}main`);
    const working = spawns?.in_hand ?? 0;
    const total = record.sessions;
    const done = ends.size - failures.length;
    const shares = workers.flatMap(({ runs }) => runs[run] ?? []);
    const agents: Record<string, number> = {};
    for (const share of shares) {
      for (const [role, count] of Object.entries(share.agents)) {
        agents[role] = (agents[role] ?? 0) + count;
      }
    }
    return {
      run,
      state: stateOf(record, ends.size),
      submitted,
      sessions: {
        total,
        waiting: Math.max(0, total - ends.size - working),
        working,
        done,
        failed: failures.length,
      },
      agents,
      queues: queues.filter(({ role }) => !role.startsWith(SPAWN)),
      unserved: record.state === "running" ? unservedOf(queues, run, workers) : [],
      steps_per_second: sum(shares.map((share) => share.steps_per_second)),
      tokens_per_second: sum(shares.map((share) => share.tokens_per_second)),
      eta_seconds: record.state === "running" ? etaOf(ends, total) : null,
      failures,
      damaged: damaged.size,
      log: { messages: info?.state.messages ?? 0, bytes: info?.state.bytes ?? 0 },
    };
  }

  async #readRun({ run }: RunRecord): Promise<KnownRun> {
    const known = this.#known.get(run) ?? { ends: new Map(), damaged: new Set(), next: 1 };
    this.#known.set(run, known);
    await this.#ask(run, async () => {
      const damaged = ({ seq }: { readonly seq: number }): void => {
        known.damaged.add(seq);
        known.next = Math.max(known.next, seq + 1);
      };
      for await (const envelope of readControl(this.#link, run, known.next, damaged)) {
        applyEnd(known.ends, envelope);
        known.next = envelope.seq + 1;
      }
    });
    return known;
  }

  async #queues(run: string): Promise<QueueStatus[]> {
    const queues: QueueStatus[] = [];
    await this.#ask(run, async () => {
      for await (const info of this.#link.manager.consumers.list(logStream(run))) {
        const role = roleOf(info.name);
        if (role === undefined) continue;
        queues.push({ role, waiting: info.num_pending, in_hand: info.num_ack_pending });
      }
    });
    return queues.toSorted((a, b) => (a.role < b.role ? -1 : 1));
  }

  /** Undefined for a run without streams: it is being submitted, or pruned at this moment. */
  async #ask<T>(run: string, question: () => Promise<T>): Promise<T | undefined> {
    try {
      return await question();
    } catch (error) {
      const known = asHindcastError(error, `run ${run}`);
      if (known.code === "RUN_MISSING") return undefined;
      throw known;
    }
  }
}

/** Roles with requests that nobody has taken, and nobody of those who are there will. */
function unservedOf(
  queues: readonly QueueStatus[],
  run: string,
  workers: readonly WorkerRecord[],
): string[] {
  const played = new Set(
    workers.flatMap(({ roles, runs }) => {
      const share = runs[run];
      return share ? roles.filter((role) => share.left_out[role] === undefined) : [];
    }),
  );
  const wanted = queues.filter(({ waiting }) => waiting > 0);
  const roles = wanted.map(({ role }) => role.slice(role.startsWith(SPAWN) ? SPAWN.length : 0));
  return [...new Set(roles)].filter((role) => !played.has(role)).toSorted();
}

/** The inverse of `consumerName`, for the plain names that roles have. */
function roleOf(consumer: string): string | undefined {
  const dash = consumer.indexOf("-");
  const name = consumer.slice(dash + 1);
  return [name, `${SPAWN}${name}`].find((role) => consumerName(role) === consumer);
}

function stateOf({ state, complete, sessions }: RunRecord, ended: number): RunStatus["state"] {
  if (state !== "running") return state;
  if (!complete) return "submitting";
  return ended >= sessions ? "done" : "running";
}

function etaOf(ends: ReadonlyMap<string, Envelope>, total: number): number | null {
  const times = [...ends.values()].map(({ time }) => time).toSorted((a, b) => a - b);
  const recent = times.slice(-RECENT);
  const [first, last] = [recent[0], recent.at(-1)];
  if (first === undefined || last === undefined || recent.length < 2) return null;
  const each = (last - first) / (recent.length - 1) / 1000;
  return Math.round(each * (total - times.length));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
