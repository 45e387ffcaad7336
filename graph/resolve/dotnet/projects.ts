import type { FileSet } from "../file-set.ts";
import { ancestorsOf, baseOf, directoryOf, joinInside } from "../paths.ts";

/** What the project files of a repository say. */
export interface Projects {
  /** The directory of the project that a file is of; `""` when there is none. */
  of: (path: string) => string;
  /** Namespaces that a project, or a `Directory.Build` file above it, imports for all its files. */
  usings: (project: string) => readonly string[];
  /**
   * Whether a project sees what another one declares: itself, the projects that it refers to,
   * directly or through others, and files of no project.
   */
  sees: (project: string, other: string) => boolean;
  /** The NuGet package that a namespace comes from, by its name. */
  packageOf: (namespace: string) => string | undefined;
}

/** Reads project files, central package files and packages.config. */
export function dotnetProjects(files: FileSet): Projects {
  const projects = new Map<string, string>();
  const references = new Map<string, string[]>();
  const usings = new Map<string, string[]>();
  const packages = new Set<string>();
  for (const path of files.paths) {
    const isProject = /\.(?:cs|vb|fs)proj$/.test(path);
    if (!isProject && !/(?:\.props|\.targets|(?:^|\/)packages\.config)$/.test(path)) continue;
    const text = files.text(path) ?? "";
    for (const [element] of text.matchAll(
      /<(?:PackageReference|PackageVersion|package)\s[^<>]*>/g,
    )) {
      const name = /\s(?:Include|Update|id)="([\w.-]+)"/.exec(element)?.[1];
      if (name !== undefined) packages.add(name);
    }
    const directory = directoryOf(path);
    if (isProject) projects.set(path, directory);
    else if (!/(?:^|\/)Directory\.Build\.(?:props|targets)$/.test(path)) continue;
    const own = [...text.matchAll(/<Using\s[^<>]*>/g)]
      .filter(([element]) => !/\s(?:Alias|Static)=/.test(element))
      .map(([element]) => /\sInclude="([\w.]+)"/.exec(element)?.[1] ?? "")
      .filter((name) => name !== "");
    usings.set(directory, [...(usings.get(directory) ?? []), ...own]);
    const others = [...text.matchAll(/<ProjectReference\s[^<>]*>/g)].flatMap(
      ([element]) => /\sInclude="([^"]+)"/.exec(element)?.[1] ?? [],
    );
    references.set(directory, [
      ...(references.get(directory) ?? []),
      ...others.map((include) => include.replaceAll("\\", "/")),
    ]);
  }
  const directories = new Set(projects.values());
  return {
    of: (path) => [...ancestorsOf(path)].find((directory) => directories.has(directory)) ?? "",
    usings: (project) =>
      [project, ...(project === "" ? [] : ancestorsOf(project))].flatMap(
        (directory) => usings.get(directory) ?? [],
      ),
    sees: visibility(projects, references),
    packageOf: (namespace) => fittingPackage(namespace, packages),
  };
}

/**
 * @param projects the directories of project files
 * @param references what a directory's project, or its `Directory.Build` file, refers to
 */
function visibility(
  projects: ReadonlyMap<string, string>,
  references: ReadonlyMap<string, readonly string[]>,
): Projects["sees"] {
  const named = new Map([...projects].map(([path, directory]) => [baseOf(path), directory]));
  const direct = (project: string): string[] =>
    [project, ...(project === "" ? [] : ancestorsOf(project))].flatMap((directory) =>
      (references.get(directory) ?? []).flatMap((include) => {
        // A path that begins with a build property is identified by its file name alone.
        const path = joinInside(directory, include) ?? "";
        return projects.get(path) ?? named.get(baseOf(include)) ?? [];
      }),
    );
  const seen = new Map<string, Set<string>>();
  const seenBy = (project: string): Set<string> => {
    const known = seen.get(project) ?? new Set([project]);
    // What is added while the set is walked is walked too.
    if (!seen.has(project)) for (const at of known) for (const to of direct(at)) known.add(to);
    seen.set(project, known);
    return known;
  };
  return (project, other) => project === "" || other === "" || seenBy(project).has(other);
}

/** The longest package name that a namespace begins with, or the only one that begins with it. */
function fittingPackage(namespace: string, packages: ReadonlySet<string>): string | undefined {
  const wanted = `${namespace.toLowerCase()}.`;
  const fitting = [...packages].filter((name) => wanted.startsWith(`${name.toLowerCase()}.`));
  if (fitting.length > 0) return fitting.toSorted((a, b) => b.length - a.length)[0];
  const root = `${namespace.split(".", 1)[0]?.toLowerCase()}.`;
  const alike = [...packages].filter((name) => name.toLowerCase().startsWith(root));
  return alike.length === 1 && root !== "system." && root !== "microsoft." ? alike[0] : undefined;
}
