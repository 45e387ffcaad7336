import type { ExclusionReason } from "../../protocols/repository.ts";
import type { ImportRecord } from "../parse/record.ts";

/**
 * Why an import has no known target; `dynamic`: it is only known at run time;
 * `undeclared`: it looks like a package, but no manifest has it and something of the repository has
 * its name; `timeout`: it took longer than the imports of a file may.
 */
export type UnresolvedReason =
  | "missing"
  | "outside"
  | "alias"
  | "dynamic"
  | "undeclared"
  | "timeout"
  | `excluded: ${ExclusionReason}`;

/**
 * What says that an import leads out of the repository: `standard`: the language's or the run
 * time's own distribution; `manifest`: a manifest names the package; `lock`: only a lock file does;
 * `address`: the specifier is a URL or names a registry; `absence`: nothing in the repository has a
 * name that it could mean.
 */
export type Evidence = "standard" | "manifest" | "lock" | "address" | "absence";

/**
 * The rule that found a target that the ecosystem's own resolver would not find, so that it is a
 * guess: `source`: the file that a build output is made from, by its path; `layout`: the usual
 * place of a package's front file; `suffix`: the only or the nearest file whose path ends so;
 * `root`: a directory that some other file's imports show to be a source root; `name`: the
 * only definition of the name that can be meant, whatever it is called on.
 */
export type GuessRule = "source" | "layout" | "suffix" | "root" | "name";

/** Where an import leads. One import may lead to several files. */
export type Target =
  | { type: "file"; path: string; names: string[]; imported: string[]; rule?: GuessRule }
  | {
      type: "package";
      name: string;
      builtin: boolean;
      /** Absent: the manifests have to say. */
      evidence?: Evidence;
      /** Why it is unresolved unless a manifest or a lock file names it; absent: it need not be named. */
      otherwise?: UnresolvedReason;
    }
  | { type: "unresolved"; reason: UnresolvedReason };

/**
 * Finds the targets of an import. A pure function of the snapshot: nothing here opens a file, so
 * any host that has the snapshot gives the same answer, and a hostile configuration can name no
 * file outside of it. (That is why this is our own and not a resolver that reads the disk.)
 */
export type Resolver = (from: string, record: ImportRecord) => Target[];
