import { existsSync } from "node:fs";
import path from "node:path";
import type { AgentDefinition } from "../../../runtime/define/index.ts";
import { sourceFiles } from "../../../runtime/load/index.ts";
import { machineChanges, type VersionDifference } from "../../../runtime/replay/index.ts";
import type { ActorRegistry } from "../../actors/index.ts";
import type { OtherVersion } from "./other-version.ts";
import { packageFile, type Definitions, type Tree } from "./tree.ts";

/** How a role is another one in the other version. */
export interface ChangedRole {
  readonly role: string;
  /** Where the machines differ, such as `state describing, on graph.described, guard`. */
  readonly machine: readonly string[];
  /** Files of the role that differ or that one version alone has, where both have the sources. */
  readonly files: readonly string[];
}

/** Files that are listed of a role. */
const LISTED = 8;

/** What differs between the two versions of the roles that a log has agents of. */
export async function changedRoles(
  roles: Iterable<string>,
  ours: ActorRegistry,
  other: OtherVersion,
  tree: Tree | Definitions,
): Promise<ReadonlyMap<string, ChangedRole>> {
  const changed = new Map<string, ChangedRole>();
  for (const role of roles) {
    const own = agentOf(ours, role);
    const its = agentOf(other.actors, role);
    const machine = own && its ? machineChanges(own, its) : [];
    const files = "directory" in tree ? await changedFiles(role, other, tree) : [];
    changed.set(role, { role, machine, files });
  }
  return changed;
}

function agentOf({ agents }: ActorRegistry, role: string): AgentDefinition | undefined {
  return agents.find((agent) => agent.role === role);
}

/** Paths as they are in the other version. */
async function changedFiles(role: string, other: OtherVersion, tree: Tree): Promise<string[]> {
  const pairs = [...other.modules];
  const built = path.join("agents", role, "index.ts");
  const root = path.dirname(packageFile());
  const [own, its] = [path.join(root, built), path.join(tree.directory, built)];
  if (other.what === "hindcast" && existsSync(own) && existsSync(its)) pairs.push([own, its]);
  const names = new Set<string>();
  for (const [left, right] of pairs) {
    if (!path.isAbsolute(left) || path.extname(left) !== path.extname(right)) continue;
    const [before, after] = [await sourceFiles(left), await sourceFiles(right)];
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      if (before.get(name) === after.get(name)) continue;
      names.add(path.relative(tree.directory, path.resolve(path.dirname(right), name)));
    }
  }
  const sorted = [...names].toSorted((a, b) => rank(role, a) - rank(role, b) || (a < b ? -1 : 1));
  return sorted.length > LISTED
    ? [...sorted.slice(0, LISTED), `${sorted.length - LISTED} more files`]
    : sorted;
}

/** A role's own files are nearer to the cause than what it shares with others. */
function rank(role: string, file: string): number {
  return file.split(path.sep).includes(role) ? 0 : 1;
}

/** Why two versions of an agent differ, as far as it can be told. */
export function likelyCause(
  difference: VersionDifference,
  changed: ChangedRole | undefined,
): string {
  const { what, error } = difference;
  const role = changed?.role ?? "the role";
  if (what === "role") return `only one of the versions has an agent of the role ${role}`;
  const { machine = [], files = [] } = changed ?? {};
  const where = files.length === 0 ? "" : `; other files: ${files.join(", ")}`;
  if (error) {
    const side = error.in === "this" ? "the loaded version" : "the other version";
    const place = error.place === undefined ? "" : ` at ${error.place}`;
    return `${side} of ${role} throws${place}: ${error.code}: ${error.reason}${where}`;
  }
  if (machine.length > 0) return `the machine of ${role} changed: ${machine.join("; ")}${where}`;
  return `a helper or a constant that ${role} uses changed, and its machine did not${where}`;
}
