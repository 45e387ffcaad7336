import path from "node:path";
import { firstDifference } from "../../protocols/index.ts";
import type { Divergence, ReplayReport } from "../../runtime/replay/index.ts";
import type { TornTail } from "../../runtime/log/index.ts";
import {
  currentRun,
  readLogOpening,
  hasBlobs,
  refoldTrajectories,
  type Refolded,
  type Uncompared,
} from "../output/index.ts";
import { version } from "../version.ts";
import { configured, loadActors } from "../actors/index.ts";
import { modulesOfLog, type ExtraActors } from "./actors.ts";
import {
  openTree,
  replayAgainst,
  type AgainstReport,
  type Definitions,
  type Tree,
} from "./against/index.ts";
import { foldLog } from "./fold.ts";
import { askServicesAgain, type ServicesReport } from "./services.ts";
import { StartCheck } from "./start-check.ts";
import { strictDivergences } from "./strict.ts";

export interface ReplayOptions extends ExtraActors {
  /** Path of a `log.hlog`. */
  readonly log: string;
  /** Stop after the message at this position, and report the state of every agent. */
  readonly until?: number | undefined;
  /** Fold every agent alone, frozen, and with independent answers reversed as well. */
  readonly strict?: boolean;
  /** Ask the services again that answer the same request alike, and compare their answers. */
  readonly services?: boolean;
  /**
   * Fold the log through another version too and compare every state: a directory, a commit of the
   * repository of `cwd`, whose code is run, or definitions of the calling program.
   */
  readonly against?: string | Tree | Definitions | undefined;
  /** Where `against` is looked for; the working directory of the process when absent. */
  readonly cwd?: string;
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

/** A role whose behaviour is not the one that the run was opened with. */
export interface ChangedBehaviour {
  readonly role: string;
  /** Hash of the behaviour, as the first record of the log has it. */
  readonly recorded: string;
  /** Hash of the behaviour that is loaded; null when none is. */
  readonly loaded: string | null;
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
  /** The end of the log that is no whole message: a crash cut it short, or bytes changed there. */
  readonly torn: TornTail | undefined;
  /** Sessions that began and whose end the log does not hold. */
  readonly unended: readonly string[];
  /** Whether or not anything differs. */
  readonly changed: readonly ChangedBehaviour[];
  /** The versions that wrote and read the log, when they are not the same. */
  readonly versions: { readonly recorded: string; readonly loaded: string } | undefined;
  /** Fields that a later version wrote and this one left out, as `kind: .place`. */
  readonly unknown_fields: readonly string[];
  /** Trajectories that could not be compared, and why. */
  readonly uncompared: readonly Uncompared[];
  /** What asking the services again showed, when that was wanted. */
  readonly services?: Pick<ServicesReport, "asked" | "unasked">;
  /** What differs from another version, when that was wanted. */
  readonly against?: AgainstReport;
}

/**
 * Folds a log through today's agents and compares every message, and every recorded trajectory,
 * with what they produce now. No service is called and no repository is read, but with `services`.
 * With `against`, what another version makes of the same messages is compared as well.
 *
 * @throws HindcastError LOG_UNTRUSTED, LOG_INVALID, LOG_DAMAGED, AGENT_MODULE, AGENT_IMPURE, and USAGE
 * when `until` is beyond the end of the log
 */
export async function replay(options: ReplayOptions): Promise<ReplayResult> {
  const { until } = options;
  const log = path.resolve(options.log);
  const opening = await readLogOpening(log);
  const current = await currentRun({ ...opening, log, directory: path.dirname(log) });
  const modules = await modulesOfLog(log, current, options);
  const actors = configured(await loadActors(modules), current.config);
  const starts = new StartCheck(opening);
  const { report, fold, torn } = await foldLog(log, actors, { until, also: starts });
  const trajectories = until === undefined && hasBlobs(log);
  const refolded = trajectories ? await refoldTrajectories(log) : [];
  const recorded = opening.opened.hindcast;
  const known = new Set(report.divergences.map(({ agent }) => agent));
  const strict = options.strict ? await strictDivergences(log, actors, known) : [];
  const asked = options.services ? await askServicesAgain(log, current, actors) : undefined;
  const against = await withTree(options, (tree) =>
    replayAgainst({ log, until, tree, actors, modules }),
  );
  return {
    ...report,
    divergences: [
      ...report.divergences,
      ...starts.divergences,
      ...compareTrajectories(refolded),
      ...strict,
      ...(asked?.divergences ?? []),
    ],
    ...(asked ? { services: { asked: asked.asked, unasked: asked.unasked } } : {}),
    ...(against ? { against } : {}),
    until,
    states: until === undefined ? undefined : fold.states(),
    trajectories,
    torn,
    unended: until === undefined ? fold.unended : [],
    changed: changedBehaviours(current.behaviours, actors.behaviours),
    versions: recorded === version ? undefined : { recorded, loaded: version },
    unknown_fields: fold.unknownFields,
    uncompared: refolded.flatMap(({ session, missing }) =>
      missing === undefined ? [] : [{ session, reason: missing }],
    ),
  };
}

/** Works with the tree that a version is compared with, and removes what was made for it. */
async function withTree<T>(
  { against, cwd = process.cwd() }: ReplayOptions,
  work: (tree: Tree | Definitions) => Promise<T>,
): Promise<T | undefined> {
  if (against === undefined) return undefined;
  if (typeof against !== "string") return work(against);
  const tree = await openTree(against, cwd);
  try {
    return await work(tree);
  } finally {
    await tree.close();
  }
}

function changedBehaviours(
  recorded: Readonly<Record<string, string>>,
  loaded: Readonly<Record<string, string>>,
): ChangedBehaviour[] {
  return Object.entries(recorded).flatMap(([role, behaviour]) =>
    loaded[role] === behaviour ? [] : [{ role, recorded: behaviour, loaded: loaded[role] ?? null }],
  );
}

function compareTrajectories(refolded: readonly Refolded[]): Divergence[] {
  return refolded.flatMap(({ session, seq, recorded, folded, missing }): Divergence[] => {
    const difference = missing === undefined ? firstDifference(recorded, folded) : undefined;
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
