import {
  nameOfUrl,
  refuseCredentials,
  resolveCommit,
  surveyRepository,
} from "../../graph/index.ts";
import {
  HindcastError,
  sha256,
  type FileLimits,
  type RepositorySource,
} from "../../protocols/index.ts";
import { planSessions, sessionName, type SessionPlan } from "../run/index.ts";

/**
 * How workers get the files of a directory on this machine: `packed`, the files travel with the run;
 * `shared`, workers see the same directory.
 */
export type Delivery = "packed" | "shared";

const GIT_URL = /^(?:https?|ssh|git|file):\/\/|^[\w.-]+@[\w.-]+:/;

/**
 * Names a session for each repository: directories of this machine, or git URLs with an optional
 * `@` and a branch, tag or commit at their end, which is resolved to a commit now. Throws
 * REPOSITORY_MISSING, REPOSITORY_UNREACHABLE, and USAGE for one given twice.
 */
export async function planSubmission(
  repositories: readonly string[],
  options: { readonly cwd: string; readonly signal: AbortSignal },
): Promise<SessionPlan[]> {
  const urls = repositories.filter((repository) => GIT_URL.test(repository));
  const paths = repositories.filter((repository) => !GIT_URL.test(repository));
  const plans = new Map<string, SessionPlan>();
  const local = planSessions(paths, options.cwd);
  for (const [index, plan] of local.entries()) plans.set(paths[index] ?? "", plan);
  for (const text of urls) {
    if (plans.has(text)) throw new HindcastError("USAGE", `${text} is given twice`);
    plans.set(text, await planGit(text, options.signal));
  }
  return repositories.flatMap((repository) => plans.get(repository) ?? []);
}

async function planGit(text: string, signal: AbortSignal): Promise<SessionPlan> {
  const { url, reference } = splitReference(text);
  refuseCredentials(url);
  const commit = await resolveCommit(url, reference, signal);
  const name = `${url}@${commit}`;
  return { session: sessionName(nameOfUrl(url), name), path: name, source: { git: url, commit } };
}

function splitReference(text: string): { url: string; reference: string } {
  // The host part may hold an @ of its own, so only one after the path counts.
  const match = /^(.*[/:][^@]*)@([^@/:][^@:]*)$/.exec(text);
  if (match?.[1] !== undefined && match[2] !== undefined && /[/:]/.test(match[1].slice(8))) {
    return { url: match[1], reference: match[2] };
  }
  return { url: text, reference: "HEAD" };
}

/**
 * Where the workers find a repository of this machine: in the blobs of its session, or at the same
 * path on their own machine, with the hash of its content now.
 */
export async function deliver(
  plan: SessionPlan,
  options: {
    readonly delivery: Delivery;
    readonly limits: FileLimits;
    readonly signal: AbortSignal;
    readonly putBlob: (
      session: string,
      bytes: Uint8Array,
    ) => Promise<{
      sha256: string;
      bytes: number;
    }>;
  },
): Promise<RepositorySource> {
  if (plan.source) return plan.source;
  const { delivery, limits, signal } = options;
  const { bytes } = await surveyRepository(plan.path, limits, { signal });
  if (delivery === "shared") return { path: plan.path, sha256: sha256(bytes) };
  return { snapshot: await options.putBlob(plan.session, bytes) };
}
