import { codeName, type CargoPackage } from "./cargo.ts";
import type { Module, ModuleTree } from "./module-tree.ts";
import { standardCrates } from "./standard-library.ts";

/** The crates that the files of a repository can name. */
export class CrateNames {
  readonly #packages: readonly CargoPackage[];
  /** The root module of each package's library, by the package's directory. */
  readonly #libraries = new Map<string, Module>();

  constructor(packages: readonly CargoPackage[], tree: ModuleTree) {
    this.#packages = packages;
    for (const { library, directory } of packages) {
      const module = library === undefined ? undefined : tree.modulesOf(library.root)[0];
      if (module !== undefined) this.#libraries.set(directory, module);
    }
  }

  /** The root module of a crate in the repository, or the package that a name refers to. */
  find(from: string, name: string): Module | { name: string; builtin: boolean } | undefined {
    if (standardCrates.has(name)) return { name, builtin: true };
    const own = this.#packageOf(from);
    const dependency = own?.dependencies.get(name);
    if (dependency !== undefined) {
      const local = this.#localPackage(dependency.directory, dependency.package);
      const module = local === undefined ? undefined : this.#libraries.get(local.directory);
      return module ?? { name: dependency.package, builtin: false };
    }
    // Programs, tests and examples use the library of their own package by its name.
    if (own?.library?.name === name) return this.#libraries.get(own.directory);
    const named = this.#packages.find((item) => item.library?.name === name);
    return named === undefined ? undefined : this.#libraries.get(named.directory);
  }

  #localPackage(directory: string | undefined, name: string): CargoPackage | undefined {
    if (directory !== undefined) return this.#packages.find((item) => item.directory === directory);
    return this.#packages.find((item) => codeName(item.name) === codeName(name));
  }

  #packageOf(from: string): CargoPackage | undefined {
    let best: CargoPackage | undefined;
    for (const item of this.#packages) {
      const holds = item.directory === "" || from.startsWith(`${item.directory}/`);
      if (holds && item.directory.length >= (best?.directory.length ?? 0)) best = item;
    }
    return best;
  }
}
