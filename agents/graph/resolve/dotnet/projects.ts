import type { FileSet } from "../file-set.ts";
import { ancestorsOf, directoryOf } from "../paths.ts";

/** What the project files of a repository say. */
export interface Projects {
  /** The directory of the project that a file is of; `""` when there is none. */
  of: (path: string) => string;
  /** Namespaces that a project, or a `Directory.Build` file above it, imports for all its files. */
  usings: (project: string) => readonly string[];
  /** The NuGet package that a namespace comes from, by its name. */
  packageOf: (namespace: string) => string | undefined;
}

/** Reads project files, central package files and packages.config. */
export function dotnetProjects(files: FileSet): Projects {
  const directories = new Set<string>();
  const usings = new Map<string, string[]>();
  const packages = new Set<string>();
  for (const path of files.paths) {
    const isProject = /\.(?:cs|vb|fs)proj$/.test(path);
    if (!isProject && !/(?:\.props|\.targets|(?:^|\/)packages\.config)$/.test(path)) continue;
    const text = files.text(path) ?? "";
    const found = text.matchAll(
      /<(?:PackageReference|PackageVersion)\s[^>]*?(?:Include|Update)="([\w.-]+)"/g,
    );
    for (const [, name = ""] of found) packages.add(name);
    for (const [, name = ""] of text.matchAll(/<package\s[^>]*?id="([\w.-]+)"/g))
      packages.add(name);
    const directory = directoryOf(path);
    if (isProject) directories.add(directory);
    else if (!/(?:^|\/)Directory\.Build\.(?:props|targets)$/.test(path)) continue;
    const own = [...text.matchAll(/<Using\s[^>]*>/g)]
      .filter(([element]) => !/\s(?:Alias|Static)=/.test(element))
      .map(([element]) => /\sInclude="([\w.]+)"/.exec(element)?.[1] ?? "")
      .filter((name) => name !== "");
    usings.set(directory, [...(usings.get(directory) ?? []), ...own]);
  }
  return {
    of: (path) => [...ancestorsOf(path)].find((directory) => directories.has(directory)) ?? "",
    usings: (project) =>
      [project, ...(project === "" ? [] : ancestorsOf(project))].flatMap(
        (directory) => usings.get(directory) ?? [],
      ),
    packageOf: (namespace) => fittingPackage(namespace, packages),
  };
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
