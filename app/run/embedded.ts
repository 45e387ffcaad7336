import type { Logger } from "pino";
import { storeInDirectory } from "../../agents/recorder/index.ts";
import type { Draft, RunSummary } from "../../protocols/index.ts";
import type { Bus } from "../../runtime/bus/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import { createLogger } from "../../runtime/logging/index.ts";
import { progressOf, type ProgressEvent } from "../../runtime/progress/index.ts";
import { createEndpointClient } from "../../scoring/endpoints/index.ts";
import {
  createServices,
  scorerOptions,
  type ActorRegistry,
  type RecordedAnswers,
} from "../actors/index.ts";
import { SharedPool } from "../live-pool/index.ts";
import type { RecordedWeights } from "./recorded-weights.ts";
import { runSessions, type RunBehaviours } from "./run-sessions.ts";
import type { SessionPlan } from "../input/index.ts";

/** What `run` and `resume` have in common for their callers. */
export interface RunControl {
  /** Source of API keys; the environment of the process when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Stops the run when it is aborted: nothing new is started, what is in flight has a second to end. */
  readonly signal?: AbortSignal;
  /** Called once the log is open: from here on the run can be resumed from this directory. */
  readonly onStart?: (started: { readonly run: string; readonly directory: string }) => void;
  /** Called with what happens in the run. */
  readonly onProgress?: (event: ProgressEvent) => void;
  /** Write everything through to the disk, so that a power loss takes nothing that was answered. */
  readonly durable?: boolean;
  /** Receives warnings and notes of services; nothing is logged when absent. */
  readonly logger?: Logger;
}

/** A finished run. */
export interface RunResult {
  readonly run: string;
  /** The output directory: `log.hlog`, `blobs/`, `summary.json`, `<session>/trajectory.json`. */
  readonly directory: string;
  /** The content of `summary.json`. */
  readonly summary: RunSummary;
}

interface EmbeddedRun extends RunControl {
  readonly config: Config;
  readonly actors: ActorRegistry;
  readonly sessions: readonly SessionPlan[];
  readonly directory: string;
  /** Roles that agents may ask; those of the log's first record when absent. */
  readonly roles?: readonly string[] | undefined;
  /** Behaviours of a run that was started before; those of `actors` when absent. */
  readonly behaviours?: RunBehaviours;
  /** Answers that services need not give again. */
  readonly answers?: RecordedAnswers;
  /** The models with which the run was scored so far. */
  readonly expected?: RecordedWeights;
  /** Opens the bus in the output directory and publishes what a new or resumed run begins with. */
  readonly openBus: (logger: Logger) => Promise<Bus>;
}

/** Runs sessions in this process, on the embedded bus of an output directory. */
export async function runEmbedded(options: EmbeddedRun): Promise<RunResult> {
  const { config, actors, sessions, directory, onStart, onProgress = () => {} } = options;
  const { durable = false } = options;
  const { env = process.env, signal = new AbortController().signal } = options;
  const logger = options.logger ?? createLogger({ level: "silent" });
  let shared: SharedPool | undefined;
  // Services come first: a wrong SPEC or prompt must not leave a log in the output directory.
  const services = createServices(actors, {
    config,
    keep: storeInDirectory(directory, { durable }),
    env,
    logger,
    ...(options.expected && { expected: options.expected }),
    onPool: (pool) => {
      const { cache: _cache, ...endpoint } = scorerOptions(config, env);
      shared = new SharedPool(pool, {
        directory,
        connect: (spec) => createEndpointClient(spec, endpoint),
        note: (level, message, fields) => logger[level](fields, message),
      });
    },
  }).map((service) => options.answers?.before(service) ?? service);
  const bus = await options.openBus(logger);
  const { run } = bus;
  onStart?.({ run, directory });
  onProgress({ type: "run.started", run, sessions: sessions.length });
  const stopping = (): void => onProgress({ type: "run.stopping", run });
  signal.addEventListener("abort", stopping, { once: true });
  try {
    const summary = await runSessions({
      bus,
      actors,
      services,
      sessions,
      config,
      directory,
      durable,
      roles: options.roles,
      ...(options.behaviours && { behaviours: options.behaviours }),
      observe: (draft: Draft) => {
        const event = progressOf(draft);
        if (event) onProgress(event);
      },
      note: (level, message, fields) => logger[level](fields ?? {}, message),
      signal,
    });
    const failed = summary.sessions.filter(({ status }) => status === "failed").length;
    onProgress({ type: "run.finished", run, done: summary.sessions.length - failed, failed });
    return { run, directory, summary };
  } finally {
    signal.removeEventListener("abort", stopping);
    await shared?.close();
  }
}
