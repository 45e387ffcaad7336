import { realpathSync, statSync } from "node:fs";
import path from "node:path";
import {
  HindcastError,
  sha256,
  type RepositorySource,
  type SearchSettings,
  type Sight,
} from "../../protocols/index.ts";

/** One repository to reconstruct. */
export interface SessionPlan {
  /** A name that is valid in a NATS subject, and always the same for the same path. */
  readonly session: string;
  /** Absolute path of the repository, or its URL. */
  readonly path: string;
  /** Where its files come from; absent: from the path. */
  readonly source?: RepositorySource | undefined;
  /** What its author may know of the targets, where the run has a session of each. */
  readonly sight?: Sight | undefined;
}

/** The sessions of a run: for `both`, an informed and a blind one of each repository. */
export function withSights(
  plans: readonly SessionPlan[],
  sight: SearchSettings["sight"],
): SessionPlan[] {
  if (sight !== "both") return [...plans];
  return plans.flatMap((plan) =>
    (["informed", "blind"] as const).map((each) => ({
      ...plan,
      session: `${plan.session}-${each}`,
      sight: each,
    })),
  );
}

/**
 * Plans one session for each repository.
 *
 * @throws HindcastError REPOSITORY_MISSING, USAGE for a repository that is given twice
 */
export function planSessions(repositories: readonly string[], cwd: string): SessionPlan[] {
  const plans = repositories.map((repository) => planSession(repository, cwd));
  const seen = new Set<string>();
  for (const { session, path: repository } of plans) {
    if (seen.has(session)) throw new HindcastError("USAGE", `${repository} is given twice`);
    seen.add(session);
  }
  return plans;
}

function planSession(repository: string, cwd: string): SessionPlan {
  const given = path.resolve(cwd, repository);
  let real: string;
  try {
    real = realpathSync(given);
    if (!statSync(real).isDirectory()) throw new Error("not a directory");
  } catch (error) {
    throw new HindcastError("REPOSITORY_MISSING", given, { cause: error });
  }
  return { session: sessionName(path.basename(real), real), path: real };
}

/** A readable name and a hash of the place, so that equal names in different places differ. */
export function sessionName(name: string, place: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 40);
  return `${slug || "repository"}-${sha256(place).slice(0, 6)}`;
}
