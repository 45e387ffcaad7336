import type { ExclusionReason } from "../../../protocols/repository.ts";
import type { ImportRecord } from "../parse/record.ts";

/** Why an import names nothing that is known. */
export type UnresolvedReason = "missing" | "outside" | "alias" | `excluded: ${ExclusionReason}`;

/** Where an import leads. One import may lead to several files. */
export type Target =
  | { type: "file"; path: string; names: string[]; imported: string[] }
  | { type: "package"; name: string; builtin: boolean }
  | { type: "unresolved"; reason: UnresolvedReason };

/**
 * Finds the targets of an import. A pure function of the snapshot: nothing here opens a file, so
 * any host that has the snapshot gives the same answer, and a hostile configuration can name no
 * file outside of it. (That is why this is our own and not a resolver that reads the disk.)
 */
export type Resolver = (from: string, record: ImportRecord) => Target[];
