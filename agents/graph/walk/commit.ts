import { firstLine, type GitDirectory } from "./git-directory.ts";

const hash = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** The commit of a checkout, read from the plain files of its .git; null when there is none. */
export function readCommit(git: GitDirectory | undefined): string | null {
  if (git === undefined) return null;
  let value = firstLine(git.read(git.own, "HEAD", 64 << 10));
  // A symbolic reference may name another one; a loop must end.
  for (let hop = 0; hop < 5 && value !== undefined; hop++) {
    if (hash.test(value)) return value;
    const ref = /^ref:\s*(refs\/[^\s]+)$/.exec(value)?.[1];
    if (ref === undefined || ref.split("/").includes("..")) return null;
    value = [...new Set([git.own, git.common])]
      .map((place) => firstLine(git.read(place, ref, 64 << 10)) ?? packed(git, place, ref))
      .find((found) => found !== undefined);
  }
  return null;
}

function packed(git: GitDirectory, directory: string, ref: string): string | undefined {
  const text = git.read(directory, "packed-refs", 8 << 20)?.toString("utf8") ?? "";
  for (const line of text.split("\n")) {
    if (line.endsWith(` ${ref}`)) return line.slice(0, -ref.length - 1);
  }
  return undefined;
}
