import { nameOfUrl, refuseCredentials, resolveCommit } from "../../graph/index.ts";
import { sessionName, type SessionPlan } from "./sessions.ts";

const GIT_URL = /^(?:https?|ssh|git|file):\/\/|^[\w.-]+@[\w.-]+:/;

/** Whether an argument is the URL of a git repository. */
export function isGitUrl(text: string): boolean {
  return GIT_URL.test(text);
}

/**
 * Plans the session of a git URL with an optional `@` and a branch, tag or commit at its end, which
 * is resolved to a commit now. Throws REPOSITORY_UNREACHABLE and USAGE.
 */
export async function planGit(text: string, signal: AbortSignal): Promise<SessionPlan> {
  const { url, reference } = splitReference(text);
  refuseCredentials(url);
  const commit = await resolveCommit(url, reference, signal);
  const name = `${url}@${commit}`;
  return { session: sessionName(nameOfUrl(url), name), path: name, source: { git: url, commit } };
}

function splitReference(text: string): { url: string; reference: string } {
  // The host part may also contain an @, so only one after the path counts.
  const match = /^(.*[/:][^@]*)@([^@/:][^@:]*)$/.exec(text);
  if (match?.[1] !== undefined && match[2] !== undefined && /[/:]/.test(match[1].slice(8))) {
    return { url: match[1], reference: match[2] };
  }
  return { url: text, reference: "HEAD" };
}
