import path from "node:path";
import { firstDifference } from "../../protocols/index.ts";
import type { AgentDefinition, ServiceDefinition } from "../../runtime/define/index.ts";
import type { Divergence, ReplayReport } from "../../runtime/replay/index.ts";
import { loadActors } from "../actors/index.ts";
import { currentRun, readLogOpening } from "../output/index.ts";
import { admitModules } from "../trust/index.ts";
import { foldLog } from "./fold.ts";
import { StartCheck } from "./start-check.ts";
import { hasBlobs, refoldTrajectories } from "./trajectories.ts";

export interface ReplayOptions {
  /** Path of a `log.hlog`. */
  readonly log: string;
  /** Stop after the message at this position, and report the state of every agent. */
  readonly until?: number | undefined;
  /**
   * Paths of plug-in modules, beside those that the run was started with; in place of them when
   * this user did not start the run where the log is.
   */
  readonly modules?: readonly string[];
  /** Loads the modules that the log names, whoever made it. */
  readonly trust?: boolean;
  /** Where the state of this user is looked for; the environment of the process when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Agents and services of the calling program that the run was started with. */
  readonly definitions?: readonly (AgentDefinition | ServiceDefinition)[];
}

/** An agent as the messages up to a position have left it. */
export interface AgentSnapshot {
  readonly address: string;
  readonly state: {
    /** The state of its machine, as XState writes it. */
    readonly value: unknown;
    readonly context: unknown;
    /** Messages that it has sent. */
    readonly sent: number;
  };
}

export interface ReplayResult extends ReplayReport {
  readonly until: number | undefined;
  /** The state of every agent, when `until` is given. */
  readonly states: readonly AgentSnapshot[] | undefined;
  /**
   * Whether recorded trajectories were assembled again and compared: not with `until`, and not
   * without the blobs of the log.
   */
  readonly trajectories: boolean;
}

/**
 * Folds a log through today's agents and compares every message, and every recorded trajectory,
 * with what they produce now. No service is called and no repository is read.
 *
 * @throws HindcastError LOG_UNTRUSTED, LOG_INVALID, LOG_DAMAGED, AGENT_MODULE, AGENT_IMPURE, BLOB_MISSING
 */
export async function replay(options: ReplayOptions): Promise<ReplayResult> {
  const { until, modules = [], definitions = [] } = options;
  const log = path.resolve(options.log);
  const opening = await readLogOpening(log);
  const named = modules.map((module) => path.resolve(module));
  const { trust = false, env = process.env } = options;
  const logged = await currentRun({ ...opening, log, directory: path.dirname(log) });
  const admitted = await admitModules(logged, { trust, agents: named }, env);
  const actors = await loadActors({ modules: admitted, definitions });
  const starts = new StartCheck(opening);
  const { report, fold } = await foldLog(log, actors, { until, also: starts });
  const trajectories = until === undefined && hasBlobs(log);
  const recorded = trajectories ? await compareTrajectories(log) : [];
  return {
    ...report,
    divergences: [...report.divergences, ...starts.divergences, ...recorded],
    until,
    states: until === undefined ? undefined : fold.states(),
    trajectories,
  };
}

async function compareTrajectories(log: string): Promise<Divergence[]> {
  const refolded = await refoldTrajectories(log);
  return refolded.flatMap(({ session, seq, recorded, folded }): Divergence[] => {
    const difference = firstDifference(recorded, folded);
    if (!difference) return [];
    return [
      {
        agent: `${session}/recorder/pool`,
        seq,
        kind: "recorder.recorded",
        what: "differs",
        path: `.body${difference.path}`,
        recorded: difference.left,
        attempted: difference.right,
        likely: "the log or its blobs were altered, or the trajectory is assembled differently now",
      },
    ];
  });
}
