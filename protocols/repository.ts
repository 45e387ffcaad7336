import * as z from "zod";
import { BlobRef } from "./text.ts";

/** Why a file is in the tree but not reconstructed. */
export const ExclusionReason = z.enum([
  "ignored",
  "vendored",
  "generated",
  "minified",
  "lock",
  "lfs_pointer",
  "binary",
  "encoding",
  "too_large",
  "symlink",
  "submodule",
  "special",
  "name",
  "unreadable",
  "changed",
  "excluded",
]);
export type ExclusionReason = z.infer<typeof ExclusionReason>;

/** Reasons that a configuration may switch off; the others leave nothing to write back. */
export const KeptReason = z.enum(["ignored", "vendored", "generated", "minified", "lock"]);
export type KeptReason = z.infer<typeof KeptReason>;

/** One file of the repository as it was when the snapshot was taken. */
export const ManifestEntry = z.strictObject({
  /** Relative to the root, `/` between parts. */
  path: z.string().min(1),
  bytes: z.int().nonnegative(),
  included: z.boolean(),
  reason: ExclusionReason.optional(),
  /** Of the bytes on disk; present for every included file. */
  sha256: z.string().optional(),
  /** How the bytes become text and back; UTF-8 keeps a BOM as U+FEFF. */
  encoding: z.enum(["utf-8", "latin1"]).optional(),
  executable: z.boolean().optional(),
});
export type ManifestEntry = z.infer<typeof ManifestEntry>;

/** What a repository says of itself. */
export const RepositoryIdentity = z.strictObject({
  name: z.string().min(1),
  /** Commit of the checkout, when there is one. */
  commit: z.string().nullable(),
  /** SPDX expression, when one is declared. */
  licence: z.string().nullable(),
  /** Address that the checkout was cloned from, https and without credentials, when there is one. */
  origin: z.string().optional(),
});
export type RepositoryIdentity = z.infer<typeof RepositoryIdentity>;

/** A fact about the repository that an agent's claim contradicts. */
export const Violation = z.strictObject({
  code: z.enum([
    "PLAN_MISSES",
    "PLAN_REPEATS",
    "PLAN_UNKNOWN",
    "PLAN_ORDER",
    "READ_UNKNOWN",
    "READ_TOO_EARLY",
    "THOUGHT_UNKNOWN_PATH",
    "THOUGHT_UNKNOWN_SYMBOL",
    "THOUGHT_LEAK",
    "THOUGHT_EXPOSED",
    "THOUGHT_UNFIT",
  ]),
  /** The path or name that is wrong. */
  subject: z.string(),
  /** What is wrong with it, as a sentence. */
  detail: z.string(),
});
export type Violation = z.infer<typeof Violation>;

const named = {
  /** Names of code that can be judged, and how many of them exist. */
  names: z.int().nonnegative(),
  grounded: z.int().nonnegative(),
};

/** How well the kept thoughts of one file are grounded, in the order of the trajectory. */
export const FileGrounding = z.strictObject({
  path: z.string(),
  thoughts: z.array(z.strictObject({ ...named, score: z.number().min(0).max(1) })),
});
export type FileGrounding = z.infer<typeof FileGrounding>;

/** How well the thoughts of a session are grounded. */
export const SessionGrounding = z.strictObject({
  ...named,
  /** `grounded` over `names`, of the thoughts that were kept; 1 when they name nothing. */
  score: z.number().min(0).max(1),
  /** The same of every text that was checked, those that were rewritten or dropped too. */
  checked: z.strictObject({ texts: z.int().nonnegative(), ...named }),
  /** Every file with thoughts, in the order of the trajectory. */
  files: z.array(FileGrounding),
});
export type SessionGrounding = z.infer<typeof SessionGrounding>;

/** The same inside of a message, whose size must not grow with the repository's. */
export const SharedGrounding = SessionGrounding.extend({
  files: z.union([z.array(FileGrounding), BlobRef]),
});
export type SharedGrounding = z.infer<typeof SharedGrounding>;

/** One file of a plan, in the order of implementation. */
export const PlanEntry = z.strictObject({ path: z.string().min(1), purpose: z.string() });
export type PlanEntry = z.infer<typeof PlanEntry>;

/** Something a file defines. */
export const SymbolFacts = z.strictObject({
  name: z.string(),
  /** function, method, class, interface, type, enum, constant, variable, module ... */
  kind: z.string(),
  /** One line, without bodies and string literals. */
  signature: z.string(),
  line: z.int().positive(),
  exported: z.boolean(),
  /** Name of the enclosing definition. */
  parent: z.string().optional(),
  /** Names that its body calls, constructs or reads as a member, in order, each once. */
  uses: z.array(z.string()),
  /** Names that its body binds: parameters and locals, in order, each once. */
  binds: z.array(z.string()),
  /** Shapes of control flow in the body. */
  flow: z.array(z.enum(["branches", "loops", "throws", "catches", "awaits", "yields", "recurses"])),
});
export type SymbolFacts = z.infer<typeof SymbolFacts>;

/** One import of a file. */
export const ImportFacts = z.strictObject({
  specifier: z.string(),
  /** Names that it binds. */
  names: z.array(z.string()),
  /** Path of the file it resolves to, when that is in the repository. */
  path: z.string().nullable(),
  /** Package it comes from, when it is not. */
  package: z.string().nullable(),
  line: z.int().positive(),
});
export type ImportFacts = z.infer<typeof ImportFacts>;

/** A symbol of another file that a file uses. */
export const ReferenceFacts = z.strictObject({
  /** The file that defines it. */
  path: z.string(),
  name: z.string(),
  kind: z.string(),
  signature: z.string(),
});
export type ReferenceFacts = z.infer<typeof ReferenceFacts>;

/** What the syntax tree and the graph say of one file; holds no code of its bodies. */
export const FileFacts = z.strictObject({
  path: z.string(),
  language: z.string().nullable(),
  bytes: z.int().nonnegative(),
  lines: z.int().nonnegative(),
  symbols: z.array(SymbolFacts),
  imports: z.array(ImportFacts),
  /** Paths of the files that import this one. */
  importedBy: z.array(z.string()),
  /** Symbols of other files that it uses, in the order of their first use; at most 60. */
  references: z.array(ReferenceFacts).optional(),
  /** Names used outside of any definition. */
  uses: z.array(z.string()),
  /** For files without symbols: headings, top-level keys and the like. */
  headings: z.array(z.string()),
});
export type FileFacts = z.infer<typeof FileFacts>;

/** The facts about a repository that the main agent gets before it plans. */
export const RepositoryFacts = z.strictObject({
  name: z.string(),
  files: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  languages: z.array(z.strictObject({ language: z.string(), files: z.int(), bytes: z.int() })),
  /** Directories with what they hold, root first. */
  directories: z.array(
    z.strictObject({
      path: z.string(),
      files: z.int(),
      /** Most imported exported names below it. */
      names: z.array(z.string()),
    }),
  ),
  /** External packages with the number of files that import them, most used first. */
  packages: z.array(z.strictObject({ name: z.string(), importers: z.int() })),
  /** Files that nothing imports. */
  entries: z.array(z.string()),
  /** The most imported files. */
  hubs: z.array(z.strictObject({ path: z.string(), importers: z.int() })),
});
export type RepositoryFacts = z.infer<typeof RepositoryFacts>;
