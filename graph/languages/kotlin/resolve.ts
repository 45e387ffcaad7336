import type { FileSet } from "../../resolve/file-set.ts";
import { jvmResolver } from "../../resolve/jvm/index.ts";
import type { Resolver } from "../../resolve/resolver.ts";
import { members } from "./standard-library.ts";

const library: ReadonlySet<string> = new Set(members.split(" "));

/** Imports of Kotlin files. */
export function kotlinResolver(files: FileSet): Resolver {
  return jvmResolver(files, "kotlin", library);
}
