import { randomBytes } from "node:crypto";
import os from "node:os";
import { PermissionViolationError } from "@nats-io/transport-node";
import type { Logger } from "pino";
import { isHindcastError, reasonOf } from "../../protocols/index.ts";
import { NatsBus } from "../bus/nats/index.ts";
import type { Meter } from "./meter.ts";
import { Presence, HEARTBEAT_INTERVAL, type WorkerRecord, type WorkerShare } from "./presence.ts";
import { RunRegistry, type RunRecord } from "./registry.ts";
import { type NatsLink, asHindcastError } from "../nats/index.ts";
import { serveMetrics, type MetricsServer } from "./metrics.ts";

/** Milliseconds between two looks at which runs there are. */
const LOOK = 1000;

/** Milliseconds for which draining continues without a connection to the server. */
const DRAIN_DISCONNECTED = 2000;

/** A worker's part in one run. */
export interface RunHost {
  readonly meter: Meter;
  /** Roles that this worker cannot play, with the reason. */
  readonly leftOut: Readonly<Record<string, string>>;
  /** Its description in the list of workers. */
  share(): WorkerShare;
  /** Accepts no more work, finishes the requests in progress, and hands over its agents. */
  close(): Promise<void>;
}

/** What a part in a run is made of. */
export interface JoinRequest {
  readonly bus: NatsBus;
  readonly record: RunRecord;
  /** The run cannot go on here; other runs can. */
  readonly onError: (error: unknown) => void;
}

export interface WorkerOptions {
  readonly link: NatsLink;
  /** Version of Hindcast, for others to see. */
  readonly version: string;
  /** Roles that this worker plays where it can. */
  readonly roles: readonly string[];
  /** Takes a part in a run. */
  readonly join: (joining: JoinRequest) => Promise<RunHost>;
  /** The only run to work for; all runs when absent. */
  readonly run?: string | undefined;
  /** Port of the metrics on loopback, 0 for any; no metrics are served when absent. */
  readonly metricsPort?: number | undefined;
  readonly logger: Logger;
}

/** The runs that a worker is at work for, by name. */
export type RunHosts = ReadonlyMap<string, RunHost>;

/**
 * One process of a cluster: joins the runs that go on, leaves those that are paused or over, and
 * says that it is alive. Any number may come and go while a run goes on.
 */
export class Worker {
  readonly name = `${os.hostname().replaceAll(/[^\w-]+/g, "-")}-${randomBytes(4).toString("hex")}`;
  readonly #options: WorkerOptions;
  readonly #hosts = new Map<string, RunHost>();
  /** Runs whose last requests are being finished here. */
  readonly #leaving = new Map<string, Promise<void>>();
  /** Runs that this worker could not join, so that the reason is logged once. */
  readonly #refused = new Map<string, string>();
  readonly #started = Date.now();
  #metrics: MetricsServer | undefined;
  #registry: RunRegistry | undefined;
  #presence: Presence | undefined;
  #timers: NodeJS.Timeout[] = [];
  #looking: Promise<void> | undefined;
  /** Whether the last read of the list of runs failed, so that it is logged once. */
  #listUnavailable = false;
  #draining = false;
  readonly #over: Promise<void>;
  #fail: (error: unknown) => void = () => {};
  #unlisten: () => void = () => {};

  private constructor(options: WorkerOptions) {
    this.#options = options;
    this.#over = new Promise((_resolve, reject) => {
      this.#fail = reject;
    });
    this.#over.catch(() => {});
  }

  /** Throws NATS_REFUSED, NATS_UNREACHABLE, and USAGE when the port of the metrics is taken. */
  static async start(options: WorkerOptions): Promise<Worker> {
    const worker = new Worker(options);
    const { metricsPort } = options;
    // Its first sign of life says where they are.
    if (metricsPort !== undefined) {
      worker.#metrics = await serveMetrics(metricsPort, () => worker.#hosts);
    }
    try {
      await worker.#begin();
      return worker;
    } catch (error) {
      await worker.#metrics?.close();
      throw error;
    }
  }

  async #begin(): Promise<void> {
    const { link } = this.#options;
    // The server rejects messages that are published without waiting for an answer asynchronously.
    this.#unlisten = link.listen({
      refused: (error) => {
        if (error instanceof PermissionViolationError) {
          this.#fail(asHindcastError(error, "working"));
        }
      },
    });
    await Promise.race([this.#look(), this.#over]);
    const look = (): void => {
      this.#looking ??= this.#lookAgain().finally(() => {
        this.#looking = undefined;
      });
    };
    this.#timers = [
      setInterval(look, LOOK),
      setInterval(() => void this.#announce(), HEARTBEAT_INTERVAL),
    ];
    await this.#announce();
  }

  /** Rejects when this worker can do nothing more, for example because NATS refuses it. */
  get over(): Promise<void> {
    return this.#over;
  }

  /** Where its metrics are, on this machine. */
  get metrics(): string | null {
    return this.#metrics?.url ?? null;
  }

  /**
   * Takes nothing more, finishes its requests, hands its agents over, and removes its record. When
   * the server stays away, others take over at the end of the leases instead.
   */
  async drain(): Promise<void> {
    this.#draining = true;
    for (const timer of this.#timers) clearInterval(timer);
    this.#unlisten();
    const { link, logger } = this.#options;
    const outage = link.outage(DRAIN_DISCONNECTED);
    try {
      const handedOver = this.#handOver().then(() => true);
      if (!(await Promise.race([handedOver, outage.lasted.then(() => false)]))) {
        handedOver.catch(() => {});
        logger.warn({}, "the NATS server is away: ending without handing over");
      }
    } finally {
      outage.stop();
      await this.#metrics?.close();
    }
  }

  async #handOver(): Promise<void> {
    // Joining a run may never end for a worker that is refused what it needs.
    await Promise.race([this.#looking, this.#over.catch(() => {})]);
    await this.#announce();
    for (const run of this.#hosts.keys()) this.#leave(run, "draining");
    await Promise.all(this.#leaving.values());
    await this.#presence?.leave(this.name).catch(() => {});
  }

  async #lookAgain(): Promise<void> {
    const { logger } = this.#options;
    try {
      await this.#look();
      if (this.#listUnavailable) logger.info({}, "the list of runs is there again");
      this.#listUnavailable = false;
    } catch (error) {
      if (!this.#listUnavailable) logger.warn({ error: reasonOf(error) }, "no list of runs");
      this.#listUnavailable = true;
      this.#failIfRefused(error);
    }
  }

  async #look(): Promise<void> {
    const { link, run } = this.#options;
    this.#registry ??= await RunRegistry.open(link);
    const listed = (await this.#registry?.list()) ?? [];
    const records = listed.filter((record) => run === undefined || record.run === run);
    const running = new Map<string, RunRecord>();
    for (const record of records) {
      if (record.state === "running" && record.complete) running.set(record.run, record);
    }
    for (const name of this.#hosts.keys()) {
      if (!running.has(name)) this.#leave(name, "it is paused or over");
    }
    for (const [name, record] of running) {
      const here = this.#hosts.has(name) || this.#leaving.has(name);
      if (!here && !this.#draining) await this.#join(record);
    }
  }

  async #join(record: RunRecord): Promise<void> {
    const { link, join, logger } = this.#options;
    const { run } = record;
    // What it takes is taken by somebody who is known to be there.
    if (!this.#presence) await this.#announce();
    try {
      const bus = await NatsBus.open(link, { run });
      const onError = (error: unknown): void => this.#hostFailed(run, error);
      const hosting = await join({ bus, record, onError });
      this.#hosts.set(run, hosting);
      this.#refused.delete(run);
      logger.info({ run, left_out: hosting.leftOut }, "joined a run");
    } catch (error) {
      const reason = isHindcastError(error) ? `${error.code}: ${error.detail}` : reasonOf(error);
      this.#failIfRefused(error);
      if (this.#refused.get(run) !== reason) logger.warn({ run, reason }, "cannot join a run");
      this.#refused.set(run, reason);
    }
  }

  #hostFailed(run: string, error: unknown): void {
    if (isHindcastError(error) && error.code === "INTERRUPTED") return;
    this.#options.logger.error({ run, error }, "a run cannot go on here");
    this.#failIfRefused(error);
    // The next look joins again with a fresh state, which is what a restart would do.
    this.#leave(run, "it failed here");
  }

  /** What NATS does not permit to this account, it will not permit to the next attempt either. */
  #failIfRefused(error: unknown): void {
    if (isHindcastError(error) && error.code === "NATS_REFUSED") this.#fail(error);
  }

  /** Requests in progress may take long; other runs do not wait for them. */
  #leave(run: string, why: string): void {
    const hosting = this.#hosts.get(run);
    if (!hosting) return;
    this.#hosts.delete(run);
    const { logger } = this.#options;
    logger.info({ run, why }, "leaving a run");
    const leaving = hosting
      .close()
      .catch((error: unknown) => {
        logger.warn({ run, error: reasonOf(error) }, "left a run in disorder");
      })
      .finally(() => this.#leaving.delete(run));
    this.#leaving.set(run, leaving);
  }

  async #announce(): Promise<void> {
    try {
      this.#presence ??= await Presence.open(this.#options.link);
      await this.#presence?.announce(this.#record());
    } catch (error) {
      this.#failIfRefused(error);
      this.#options.logger.debug({ error: reasonOf(error) }, "no sign of life was taken");
    }
  }

  #record(): WorkerRecord {
    const { roles, version } = this.#options;
    return {
      worker: this.name,
      host: os.hostname(),
      pid: process.pid,
      hindcast: version,
      started: this.#started,
      seen: Date.now(),
      draining: this.#draining,
      roles: [...roles],
      metrics: this.metrics,
      memory_bytes: process.memoryUsage.rss(),
      runs: Object.fromEntries([...this.#hosts].map(([run, hosting]) => [run, hosting.share()])),
    };
  }
}
