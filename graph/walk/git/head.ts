import { firstLine, type GitDirectory } from "./directory.ts";
import { lookUpTable } from "./reftable.ts";

/** What is checked out. */
export interface Head {
  /** Null where there is no commit yet. */
  commit: string | null;
  /** The branch's name, when one is checked out; it need not have a commit. */
  branch?: string;
}

/** A reference's own text, in the form of the file that may hold it: `ref: NAME`, or a hash. */
type Lookup = (directory: string, reference: string) => string | undefined;

const hash = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const maxBytes = 256 << 20;

/** Reads HEAD and what it leads to from the plain files of a .git directory. */
export function readHead(git: GitDirectory | undefined): Head {
  if (git === undefined) return { commit: null };
  const isTable = /^reftable\b/.test(
    git.config.values("extensions", undefined, "refstorage")[0] ?? "",
  );
  const lookUp = isTable ? tables(git) : looseOrPacked(git);
  const places = [...new Set([git.own, git.common])];
  let branch: string | undefined;
  let value = lookUp(git.own, "HEAD");
  // A symbolic reference may name another one; a loop must end.
  for (let hop = 0; hop < 5 && value !== undefined; hop++) {
    if (hash.test(value)) return { commit: value, ...(branch !== undefined && { branch }) };
    const reference = /^ref:\s*(refs\/[^\s]+)$/.exec(value)?.[1];
    if (reference === undefined || reference.split("/").includes("..")) break;
    if (hop === 0) branch = /^refs\/heads\/(.+)$/.exec(reference)?.[1];
    value = places.map((place) => lookUp(place, reference)).find((found) => found !== undefined);
  }
  return { commit: null, ...(branch !== undefined && { branch }) };
}

/** A file for each reference, or a line in the file of those that were packed. */
function looseOrPacked(git: GitDirectory): Lookup {
  return (directory, reference) => {
    const loose = firstLine(git.read(directory, reference, 64 << 10));
    if (loose !== undefined) return loose;
    const text = git.read(directory, "packed-refs", maxBytes)?.toString("latin1") ?? "";
    const end = ` ${Buffer.from(reference).toString("latin1")}`;
    return text
      .split("\n")
      .find((line) => line.endsWith(end))
      ?.slice(0, -end.length);
  };
}

/** A stack of tables: what a later one says holds, and that a reference was deleted too. */
function tables(git: GitDirectory): Lookup {
  return (directory, reference) => {
    const list = git.read(directory, "reftable/tables.list", 1 << 20)?.toString("utf8") ?? "";
    for (const name of list.split("\n").reverse()) {
      if (!/^[\w.-]+\.ref$/.test(name)) continue;
      const bytes = git.read(directory, `reftable/${name}`, maxBytes);
      const entry = bytes && lookUpTable(bytes, reference);
      if (entry === "deleted") return undefined;
      if (entry !== undefined) return "commit" in entry ? entry.commit : `ref: ${entry.reference}`;
    }
    return undefined;
  };
}
