import type { FileSet } from "../../resolve/file-set.ts";
import { jvmResolver } from "../../resolve/jvm/index.ts";
import type { Resolver } from "../../resolve/resolver.ts";

/** Imports of Java files. */
export function javaResolver(files: FileSet): Resolver {
  return jvmResolver(files, "java");
}
