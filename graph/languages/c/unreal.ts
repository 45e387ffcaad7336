import type { FileSet } from "../../resolve/file-set.ts";
import { ancestorsOf, directoryOf } from "../../resolve/paths.ts";

/** The headers of the engine that a module of Unreal Engine is built against. */
export interface EngineHeaders {
  /** Whether an include that is nowhere in the repository can only be of the engine. */
  has: (from: string, name: string) => boolean;
}

/**
 * A module's directory has a `NAME.Build.cs` that lists the modules of the engine whose headers it
 * includes in quotes and without a directory. `NAME.generated.h` is made for a header of the
 * module's own.
 */
export function engineHeaders(files: FileSet): EngineHeaders {
  const modules = new Set(
    files.paths.filter((path) => path.endsWith(".Build.cs")).map(directoryOf),
  );
  return {
    has: (from, name) =>
      modules.size > 0 &&
      !/\.(?:generated|gen)\.h$/.test(name) &&
      [...ancestorsOf(from)].some((directory) => modules.has(directory)),
  };
}
