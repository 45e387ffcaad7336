import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { HindcastError, reasonOf } from "../../protocols/errors/index.ts";
import { checkTreeSize } from "./tree-size.ts";

/** Milliseconds that one call of git may take. */
const TIMEOUT = 10 * 60_000;

/** A full object name, of SHA-1 or SHA-256 repositories. */
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

// A repository is hostile: nothing of it or of the user's configuration may make git start a
// program. Filters and hooks exist only where a configuration names them, and there is none.
const GUARDS = [
  ["core.hooksPath", os.devNull],
  ["core.fsmonitor", "false"],
  ["core.autocrlf", "false"],
  ["submodule.recurse", "false"],
  ["protocol.ext.allow", "never"],
  ["advice.detachedHead", "false"],
].flatMap(([key, value]) => ["-c", `${key}=${value}`]);

/**
 * Checks out one commit of a git server. git compares every object with its hash, so what arrives
 * is what the commit names.
 *
 * @param directory a place that does not exist yet
 * @param options `redirects`: whether a server may send on to another one
 * @throws HindcastError REPOSITORY_UNREACHABLE, REPOSITORY_TOO_LARGE, INTERRUPTED
 */
export async function fetchCommit(
  source: { readonly git: string; readonly commit: string },
  directory: string,
  { signal, redirects }: { readonly signal: AbortSignal; readonly redirects: boolean },
): Promise<void> {
  const { git: url, commit } = source;
  if (!COMMIT.test(commit)) {
    throw new HindcastError("REPOSITORY_UNREACHABLE", `${commit} is no full commit hash`);
  }
  await mkdir(directory, { recursive: true });
  const follow = redirects ? [] : ["-c", "http.followRedirects=false"];
  const git = (...args: string[]): Promise<string> => run([...follow, ...args], directory, signal);
  await git("init", "--quiet", "--template=");
  const fetch = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-auto-gc"];
  try {
    await git(...fetch, "--depth=1", "--", url, commit);
  } catch (error) {
    if (signal.aborted) throw error;
    // Some servers give out only what a branch or tag names.
    await git(...fetch, "--", url, "+refs/*:refs/fetched/*");
  }
  const call = { args: GUARDS, cwd: directory, env: environment(directory), signal };
  await checkTreeSize(call, commit);
  await git("checkout", "--quiet", "--detach", "--force", commit);
}

/**
 * The commit that a branch, a tag or HEAD of a git server names now.
 *
 * @throws HindcastError REPOSITORY_UNREACHABLE, INTERRUPTED
 */
export async function resolveCommit(
  url: string,
  reference: string,
  signal: AbortSignal,
): Promise<string> {
  if (COMMIT.test(reference)) return reference;
  const listed = await run(
    ["ls-remote", "--quiet", "--", url, reference, `${reference}^{}`],
    os.tmpdir(),
    signal,
  );
  // An annotated tag is listed twice: the second line names the commit.
  const lines = listed.split("\n").filter((line) => line !== "");
  const commit = (lines.find((line) => line.endsWith("^{}")) ?? lines[0])?.split("\t")[0];
  if (commit !== undefined && COMMIT.test(commit)) return commit;
  throw new HindcastError("REPOSITORY_UNREACHABLE", `${shown(url)} has no ${reference}`);
}

function environment(cwd: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    HOME: cwd,
    SSH_AUTH_SOCK: process.env["SSH_AUTH_SOCK"],
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: os.devNull,
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "true",
    GIT_SSH_COMMAND: "ssh -oBatchMode=yes",
    GIT_ALLOW_PROTOCOL: "https:http:ssh:git:file",
    GIT_LFS_SKIP_SMUDGE: "1",
  };
}

function run(args: readonly string[], cwd: string, signal: AbortSignal): Promise<string> {
  const env = environment(cwd);
  return new Promise((resolve, reject) => {
    execFile(
      "git",
      [...GUARDS, ...args],
      { cwd, env, signal, timeout: TIMEOUT, maxBuffer: 16 << 20, windowsHide: true },
      (error, stdout, stderr) => {
        if (!error) return resolve(stdout);
        if (signal.aborted) return reject(new HindcastError("INTERRUPTED", "while git fetched"));
        const said = stderr.trim().split("\n").at(-1) ?? "";
        const detail = `git ${args.find((arg) => /^[a-z]+(-[a-z]+)?$/.test(arg))}: ${shown(said === "" ? reasonOf(error) : said)}`;
        reject(new HindcastError("REPOSITORY_UNREACHABLE", detail, { cause: error }));
      },
    );
  });
}

/** A text without the user and password of the URLs in it. */
function shown(text: string): string {
  return text.replaceAll(/:\/\/[^/@\s]*@/g, "://").slice(0, 300);
}

/** The directory name that a clone of this URL would get. */
export function nameOfUrl(url: string): string {
  const last = path.posix.basename(url.replace(/(?<!\/)\/+$/, "")).replace(/\.git$/, "");
  return last.replaceAll(/[^\w.-]+/g, "-").replace(/^\.+/, "") || "repository";
}
