import type {
  FileFacts,
  PlanEntry,
  RepositoryFacts,
  Surprise,
  ThoughtText,
  Violation,
} from "../../../protocols/index.ts";
import { truncate } from "../templates/budget.ts";
import { READ_LIMIT } from "../templates/slots.ts";

/** Facts about a repository, one a line. */
export function repositoryText(facts: RepositoryFacts): string {
  return lines(
    `${facts.files} files, ${facts.bytes} bytes`,
    ...facts.languages.map(({ language, files }) => `language ${language}: ${files} files`),
    ...facts.directories.map(
      ({ path, files, names }) => `directory ${path || "."}: ${files} files${list(": ", names)}`,
    ),
    ...facts.packages.map(({ name, importers }) => `package ${name}: ${importers} importers`),
    list("files that nothing imports: ", facts.entries),
    ...facts.hubs.map(({ path, importers }) => `hub ${path}: ${importers} importers`),
  );
}

/** Files in order, with what is already known of their purpose. */
export function entriesText(entries: readonly PlanEntry[]): string {
  return lines(...entries.map(({ path, purpose }) => (purpose ? `${path}: ${purpose}` : path)));
}

/** What the outline leaves out and the bodies do not give away: imports, importers, headings. */
export function structureText(facts: FileFacts): string {
  return lines(
    `${facts.language ?? "no known language"}, ${facts.lines} lines`,
    ...facts.imports.map(({ specifier, names, path, package: external }) => {
      const from = path ?? external ?? specifier;
      return `import from ${from}${list(": ", names)}`;
    }),
    list("imported by ", facts.importedBy),
    list("headings and keys: ", facts.headings),
  );
}

/** What the bodies use, bind and do, by definition; holds no code. */
export function detailsText(facts: FileFacts): string {
  return lines(
    list("outside of any definition: ", facts.uses),
    ...facts.symbols.map(({ name, kind, parent, exported, uses, binds, flow }) => {
      const what = `${exported ? "exported " : ""}${kind} ${parent ? `${parent}.` : ""}${name}`;
      const parts = [list("uses ", uses), list("binds ", binds), list("", flow)];
      return `${what}: ${parts.filter((part) => part !== "").join("; ") || "nothing noted"}`;
    }),
  );
}

/** The lines of a target that cost a reader most, with their numbers and their cost. */
export function surprisesText(surprises: readonly Surprise[], target: string): string {
  const text = target.split("\n");
  return lines(
    ...surprises.map(
      ({ line, nats }) => `line ${line}, ${nats.toFixed(1)} nats: ${text[line - 1]?.trim() ?? ""}`,
    ),
  );
}

/** The files that were read, each cut at the same place whatever else was read. */
export function readsText(
  reads: readonly { path: string; text: string }[],
  limit: number = READ_LIMIT,
): string {
  return reads.map(({ path, text }) => `--- ${path}\n${truncate(text, limit)}`).join("\n\n");
}

/** All notes of a file in their order, each under the name that {@link noteName} gives it. */
export function notesText(thoughts: readonly ThoughtText[]): string {
  return thoughts
    .map((thought, index) => `${noteName(thought, index)}:\n${thought.text}`)
    .join("\n\n");
}

/** Purposes alone do not tell apart the notes that plug-ins bring. */
export function noteName(thought: ThoughtText | undefined, index: number): string {
  return `note ${index + 1} (${thought?.purpose ?? "write"})`;
}

export function thoughtsText(thoughts: readonly ThoughtText[]): string {
  return thoughts.map(({ purpose, text }) => `(${purpose}) ${text}`).join("\n\n");
}

export function violationsText(violations: readonly Violation[]): string {
  return lines(...violations.map(({ code, subject, detail }) => `${code}: ${subject}: ${detail}`));
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}

function list(lead: string, names: readonly string[]): string {
  return names.length === 0 ? "" : lead + names.join(", ");
}
