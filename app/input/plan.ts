import { realpathSync, statSync } from "node:fs";
import path from "node:path";
import { takeSnapshot, unpackSnapshot } from "../../graph/index.ts";
import {
  HindcastError,
  isHindcastError,
  reasonOf,
  type BlobRef,
  type FileLimits,
  type SearchSettings,
} from "../../protocols/index.ts";
import { readArchive } from "./archive.ts";
import type { RepositoryFilter } from "./filter.ts";
import { isGitUrl, planGit } from "./git.ts";
import type { GivenRepository } from "./given.ts";
import { isTable, readRows } from "./rows.ts";
import { planSessions, sessionName, withSights, type SessionPlan } from "./sessions.ts";
import { snapshotOf } from "./snapshot.ts";

export interface PlanOptions {
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly limits: FileLimits;
  /** What authors may know of the targets; see SearchSettings. */
  readonly sight?: SearchSettings["sight"];
  /** All must hold of a repository; they are asked before anything is parsed. */
  readonly filters?: readonly RepositoryFilter[] | undefined;
  /** Keeps the snapshots of archives and rows. */
  readonly packed: {
    put(bytes: Uint8Array): Promise<BlobRef>;
    get(ref: BlobRef): Promise<Uint8Array>;
  };
  /** Called for each repository, row or archive that gets no session. */
  readonly onLeftOut?: ((name: string, reason: string) => void) | undefined;
}

const ARCHIVE = /\.(?:tar|tar\.gz|tgz)$/;

/**
 * Plans a session for each repository: directories, git URLs with an optional `@` and a branch, tag
 * or commit, archives (`.tar`, `.tar.gz`, `.tgz`), and tables (`.jsonl`, plain or `.gz` or
 * `.zst`, `.parquet`) with one repository a row. A row that is no repository is left out and reported; everything else that
 * cannot be read is an error.
 *
 * @throws HindcastError REPOSITORY_MISSING, REPOSITORY_UNREADABLE, REPOSITORY_TOO_LARGE,
 * REPOSITORY_UNREACHABLE, INTERRUPTED, and USAGE for a repository that is given twice or when none
 * is left
 */
export async function planRepositories(
  repositories: readonly string[],
  options: PlanOptions,
): Promise<SessionPlan[]> {
  const kinds = repositories.map((text) => ({ text, kind: kindOf(text, options.cwd) }));
  // Wrong directories are found before anything is fetched or written.
  planSessions(
    kinds.flatMap(({ text, kind }) => (kind === "directory" ? [text] : [])),
    options.cwd,
  );
  const plans = new Map<string, SessionPlan>();
  for (const { text, kind } of kinds) {
    for await (const plan of plansOf(text, kind, options)) {
      if (options.signal.aborted)
        throw new HindcastError("INTERRUPTED", "while sessions were planned");
      if (plans.has(plan.session)) throw new HindcastError("USAGE", `${plan.path} is given twice`);
      plans.set(plan.session, plan);
    }
  }
  if (plans.size === 0) throw new HindcastError("USAGE", "no repository is left to reconstruct");
  return withSights([...plans.values()], options.sight);
}

type Kind = "directory" | "git" | "archive" | "table";

function kindOf(text: string, cwd: string): Kind {
  if (isGitUrl(text)) return "git";
  const given = path.resolve(cwd, text);
  const isFile = statSync(given, { throwIfNoEntry: false })?.isFile() === true;
  if (isFile && ARCHIVE.test(given)) return "archive";
  return isFile && isTable(given) ? "table" : "directory";
}

async function* plansOf(
  text: string,
  kind: Kind,
  options: PlanOptions,
): AsyncGenerator<SessionPlan> {
  const { cwd, signal } = options;
  if (kind === "directory" || kind === "git") {
    const plan = kind === "git" ? await planGit(text, signal) : planSessions([text], cwd)[0];
    if (plan && (await passes(plan, options))) yield plan;
    return;
  }
  const file = realpathSync(path.resolve(cwd, text));
  if (kind === "archive") {
    const name = path.basename(file).replace(ARCHIVE, "");
    const plan = await packedPlan(await readArchive(file), { name, place: file }, options);
    if (plan) yield plan;
    return;
  }
  let count = 0;
  for await (const row of readRows(file)) {
    count += 1;
    const place = `${file}#${count}`;
    if ("problem" in row) {
      options.onLeftOut?.(place, row.problem);
      continue;
    }
    const { name = `row-${count}` } = row.given;
    try {
      const plan = await packedPlan(row.given, { name, place }, options);
      if (plan) yield plan;
    } catch (error) {
      if (!isHindcastError(error) || !error.code.startsWith("REPOSITORY_")) throw error;
      options.onLeftOut?.(`${place} ${name}`, reasonOf(error));
    }
  }
}

async function packedPlan(
  given: GivenRepository,
  { name, place }: { readonly name: string; readonly place: string },
  { limits, signal, packed, filters = [], onLeftOut }: PlanOptions,
): Promise<SessionPlan | undefined> {
  // The name of a row may be that of an owner and a repository, and becomes one part of a path.
  const session = sessionName(name.slice(name.lastIndexOf("/") + 1), place);
  const { snapshot, bytes } = await snapshotOf(given, session, limits, signal);
  const failed = filters.find(({ holds }) => !holds(snapshot));
  if (failed) {
    onLeftOut?.(`${place} ${name}`, `--only ${failed.text}`);
    return undefined;
  }
  return { session, path: `${place} ${name}`, source: { snapshot: await packed.put(bytes) } };
}

async function passes(plan: SessionPlan, options: PlanOptions): Promise<boolean> {
  const { filters = [], limits, signal, packed, onLeftOut } = options;
  if (filters.length === 0) return true;
  const source = plan.source ?? { path: plan.path };
  const { bytes } = await takeSnapshot(source, limits, { blobs: packed, signal });
  const snapshot = unpackSnapshot(bytes);
  const failed = filters.find(({ holds }) => !holds(snapshot));
  if (failed) onLeftOut?.(plan.path, `--only ${failed.text}`);
  return failed === undefined;
}
