import type { GitDirectory } from "./directory.ts";

/**
 * Where a checkout was cloned from, as an https address without credentials, or undefined when it
 * has no remote, several of which none is meant, or one that only this machine knows. The forms of
 * one address (ssh, git, with or without `.git`) become one, so that it does not matter how or
 * where a clone was made. `origin` is meant before the only remote, and that before the one of the
 * branch that is checked out; see git-fetch(1).
 *
 * @param branch name of the branch that is checked out
 */
export function readOrigin(
  git: GitDirectory | undefined,
  branch: string | undefined,
): string | undefined {
  if (git === undefined) return undefined;
  const { config } = git;
  const urls = (remote: string): readonly string[] => config.values("remote", remote, "url");
  const remotes = config.subsections("remote").filter((name) => urls(name).length > 0);
  const upstream =
    branch === undefined ? undefined : config.values("branch", branch, "remote").at(-1);
  const meant = remotes.includes("origin")
    ? "origin"
    : remotes.length === 1
      ? remotes[0]
      : upstream;
  const url = meant === undefined ? undefined : urls(meant)[0];
  return url === undefined ? undefined : plainAddress(url);
}

function plainAddress(url: string): string | undefined {
  const scp = /^(?:[^@/:\s]+@)?([\w.-]+):(?!\/\/)(?!\d+\/)([^\\\s]+)$/.exec(url);
  const text = scp && scp[1]?.includes(".") === true ? `https://${scp[1]}/${scp[2] ?? ""}` : url;
  let parsed: URL;
  try {
    parsed = new URL(text);
  } catch {
    return undefined;
  }
  if (!/^(?:https?|ssh|git|git\+ssh):$/.test(parsed.protocol) || !parsed.hostname.includes(".")) {
    return undefined;
  }
  const place = parsed.pathname
    .replace(/\/{2,}/g, "/")
    .replace(/(?<!\/)\/+$/, "")
    .replace(/\.git$/, "");
  // Of ssh and git a port says nothing about the same place on the web.
  const port = /^https?:$/.test(parsed.protocol) && parsed.port !== "" ? `:${parsed.port}` : "";
  return place === "" ? undefined : `https://${parsed.hostname}${port}${place}`;
}
