import { existsSync } from "node:fs";
import path from "node:path";
import { includedFiles } from "./include-files.ts";
import { rustPaths } from "./rust-paths.ts";
import { filesOfUnits } from "./translation-units.ts";
import { runReference, type Found } from "./run.ts";

/** A tool that knows a language. */
export interface Reference {
  /** The files that it reads. */
  files: RegExp;
  /**
   * The edges between files, relative to the root, and the files that the tool could read.
   *
   * @param args what the tool needs besides, such as a class path
   */
  read: (root: string, files: readonly string[], args: readonly string[]) => Found | Promise<Found>;
}

const kotlinHome = process.env["KOTLIN_HOME"] ?? "/usr/share/kotlin/kotlinc";

/** The program of a file beside this one, from the sources also when this runs compiled. */
function program(name: string): string {
  const beside = path.join(import.meta.dirname, name);
  const source = path.join(import.meta.dirname, "../../../../bench/accuracy/languages", name);
  return existsSync(beside) ? beside : source;
}

function includes(
  compiler: readonly string[],
  root: string,
  files: readonly string[],
  units: readonly string[],
  include: readonly string[],
): Found {
  const found = includedFiles(compiler, root, files, include);
  return { ...found, pairs: filesOfUnits(compiler, root, units, found.seen, include) };
}

/** For each language what runs its tool; `docs/accuracy/` says what an edge of it means. */
export const references: Readonly<Record<string, Reference>> = {
  /** `[CLASSPATH]` */
  java: {
    files: /\.java$/,
    read: (root, files, [classPath = ""]) =>
      runReference(["java", program("JavaNames.java"), root, classPath], root, files),
  },
  /** `[FROM]`: a pattern of the files whose names count, such as those of one platform. */
  kotlin: {
    files: /\.(?:kt|java)$/,
    read: async (root, files, [from = "."]) => {
      const library = (name: string): string => path.join(kotlinHome, "lib", name);
      const java = ["java", "-cp", library("*"), program("KotlinNames.java")];
      const command = [...java, root, library("kotlin-stdlib.jar")];
      const { seen, edges } = await runReference(command, root, files);
      const isCounted = (item: string): boolean =>
        new RegExp(from).test(item.split(" -> ", 1)[0] ?? "");
      return {
        seen: new Set([...seen].filter(isCounted)),
        edges: new Set([...edges].filter(isCounted)),
      };
    },
  },
  /** `PROGRAM FRAMEWORK [SYMBOLS...]`: CSharpNames compiled, and the directory of its assemblies. */
  csharp: {
    files: /\.cs$/,
    read: (root, files, [compiled = "", ...args]) =>
      runReference(["mono", compiled, root, ...args], root, files),
  },
  /** `[INCLUDE_DIRECTORY...]` */
  c: {
    files: /\.[ch]$/,
    read: (root, files, include) => {
      const units = files.filter((file) => file.endsWith(".c"));
      return includes(["gcc", "-x", "c"], root, files, units, include);
    },
  },
  /** `[INCLUDE_DIRECTORY...]` */
  cpp: {
    files: /\.(?:[ch]|cc|[ch]pp|[ch]xx|hh|[ch]\+\+|cppm|ixx|ipp|tpp|inl)$/,
    read: (root, files, include) => {
      const units = files.filter((file) => /\.(?:cc|c(?:pp|xx|\+\+))$/.test(file));
      return includes(["g++", "-x", "c++"], root, files, units, include);
    },
  },
  go: {
    files: /\.go$/,
    read: (root, files) => {
      // The checkout's own `go.mod` may ask for a newer Go than the one that runs this.
      const command = ["env", "GO111MODULE=off", "go", "run", program("GoNames.go"), root];
      return runReference(command, root, files);
    },
  },
  /** `[OPTION...]` of `cargo check` */
  rust: {
    files: /\.rs$/,
    read: (root, files, options) => rustPaths(program("RustTrees.sh"), root, files, options),
  },
  /** `[LIBRARY...]` */
  ruby: {
    files: /(?:\.(?:rb|rake|gemspec|ru)|(?:^|\/)(?:Rakefile|Gemfile))$/,
    read: (root, files, libraries) =>
      runReference(["ruby", program("RubyLoads.rb"), root, ...libraries], root, files),
  },
  /** `PHP_PARSER`: a checkout with a `vendor/autoload.php`, as the root has one. */
  php: {
    files: /\.php$/,
    read: (root, files, [parser = ""]) =>
      runReference(["php", program("PhpNames.php"), root, parser], root, files),
  },
};
