import { parseAddress } from "../../../protocols/index.ts";
import { readLog } from "../../../runtime/log/index.ts";
import {
  SideBySide,
  collectVoids,
  type Side,
  type VersionDifference,
} from "../../../runtime/replay/index.ts";
import type { ActorRegistry, LoadActorsOptions } from "../../actors/index.ts";
import { upTo } from "../fold.ts";
import { changedRoles, likelyCause, type ChangedRole } from "./causes.ts";
import { loadVersion } from "./other-version.ts";
import type { Definitions, Tree } from "./tree.ts";

/** Differences that are listed. */
const LISTED = 50;

/** Positions that a group lists. */
const SEQS = 20;

/** The first difference of an agent, and why it usually comes about. */
export type ExplainedDifference = VersionDifference & { readonly likely: string };

/** Differences of the same role, place and cause. */
export interface DifferenceGroup {
  readonly count: number;
  readonly first: ExplainedDifference;
  readonly seqs: readonly number[];
}

/** What folding a log through two versions of its agents showed. */
export interface AgainstReport {
  /** As the person named it. */
  readonly named?: string;
  readonly commit?: string;
  readonly what: "hindcast" | "modules" | "definitions";
  /** Of the package that the other version is part of, where it is one. */
  readonly version?: string;
  /** Messages of the log that each of the versions does not send: what wrote the log has none. */
  readonly unlike_log: Readonly<Record<Side, number>>;
  /** The first difference of each agent that has one, in the order of the log. */
  readonly differences: readonly ExplainedDifference[];
  /** Differences beyond those listed. */
  readonly more: number;
  readonly groups: readonly DifferenceGroup[];
  /** What is another in the roles that differ. */
  readonly changed: readonly ChangedRole[];
}

export interface AgainstOptions {
  readonly log: string;
  readonly until?: number | undefined;
  readonly tree: Tree | Definitions;
  /** The actors of the present version, and the modules that they were loaded from. */
  readonly actors: ActorRegistry;
  readonly modules: LoadActorsOptions;
}

/**
 * Folds a log through the loaded actors and those of a tree at once, and compares every state of every
 * agent, also where no message shows a difference.
 *
 * @throws HindcastError USAGE when the tree has no version of the actors; AGENT_MODULE, AGENT_IMPURE
 */
export async function replayAgainst(options: AgainstOptions): Promise<AgainstReport> {
  const { log, until, tree, actors, modules } = options;
  const other = await loadVersion(tree, modules);
  const { differences, unlike } = await compareVersions(log, actors, other.actors, until);
  const roles = new Set(differences.map(({ agent }) => parseAddress(agent).role));
  const changed = await changedRoles(roles, actors, other, tree);
  const explained = differences.map((difference) => {
    const likely = likelyCause(difference, changed.get(parseAddress(difference.agent).role));
    return { ...difference, likely };
  });
  return {
    ...namesOf(tree),
    what: other.what,
    ...(other.version === undefined ? {} : { version: other.version }),
    unlike_log: unlike,
    differences: explained.slice(0, LISTED),
    more: Math.max(0, explained.length - LISTED),
    groups: groupsOf(explained),
    changed: [...changed.values()],
  };
}

function namesOf(tree: Tree | Definitions): Pick<AgainstReport, "named" | "commit"> {
  if ("definitions" in tree) return {};
  const { named, commit } = tree;
  return { named, ...(commit === undefined ? {} : { commit }) };
}

/** The first difference of each agent between two sets of actors, in the order of the log. */
async function compareVersions(
  log: string,
  ours: ActorRegistry,
  theirs: ActorRegistry,
  until?: number,
): Promise<{
  readonly differences: readonly VersionDifference[];
  readonly unlike: Readonly<Record<Side, number>>;
}> {
  const voids = await collectVoids(upTo(readLog(log, { holding: "run.retried" }), until));
  const side = ({ agents, messages }: ActorRegistry) => ({ definitions: agents, messages, voids });
  const both = new SideBySide({ this: side(ours), against: side(theirs) });
  const copies = readLog(log);
  for await (const message of upTo(readLog(log), until)) {
    const copy = await copies.next();
    if (copy.done === true) break;
    both.add(message, copy.value);
  }
  await copies.return();
  const unlike = both.finish();
  return { differences: both.differences.toSorted((a, b) => a.seq - b.seq), unlike };
}

function groupsOf(differences: readonly ExplainedDifference[]): DifferenceGroup[] {
  const groups = new Map<string, { first: ExplainedDifference; seqs: number[]; count: number }>();
  for (const difference of differences) {
    const { agent, what, path, likely } = difference;
    const place = path.replaceAll(/\[\d+\]/g, "[]");
    const key = JSON.stringify([parseAddress(agent).role, what, place, likely]);
    const group = groups.get(key) ?? { first: difference, seqs: [], count: 0 };
    group.count += 1;
    if (group.seqs.length < SEQS) group.seqs.push(difference.seq);
    groups.set(key, group);
  }
  return [...groups.values()];
}
